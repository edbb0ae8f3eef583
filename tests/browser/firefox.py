"""Firefox, driven by WebDriver BiDi, which it speaks itself: no geckodriver is needed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from websockets.sync.client import ClientConnection, connect

_STARTS_WITHIN: Final = 60
_ANSWERS_WITHIN: Final = 60


def executable() -> str | None:
    """The system's Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A headless Firefox with one tab; what its page said and asked for since it was opened."""

    def __init__(self, profile: Path) -> None:
        options = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self._log = profile / "log.txt"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen([str(executable()), *options, "about:blank"], stdout=log, stderr=log)
        self._open = ExitStack()
        self._socket: ClientConnection = self._open.enter_context(connect(f"{self._address()}/session", max_size=None))
        self._number = 0
        self._own = "about:blank"
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.call("session.new", capabilities={})
        self._tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
        events = ["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"]
        self.call("session.subscribe", events=events, contexts=[self._tab])

    def open(self, path: Path) -> None:
        """Load a map and wait until it is ready."""
        self._own = path.as_uri()
        self.messages, self.requests = [], []
        self.call("browsingContext.navigate", context=self._tab, url=path.as_uri(), wait="complete")
        self.evaluate("geomap.ready")
        self.settle()

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JSON, promises awaited. Raises AssertionError where it throws."""
        whole = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        found = self.call("script.evaluate", expression=whole, target={"context": self._tab}, awaitPromise=True)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def settle(self) -> None:
        """Wait until two frames have been drawn."""
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.call("browsingContext.captureScreenshot", context=self._tab)["data"])

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of a command; events that come before it are noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_ANSWERS_WITHIN))
            if answer.get("id") == self._number:
                assert answer["type"] == "success", answer
                return answer["result"]
            self._note(answer)

    def close(self) -> None:
        """End the browser."""
        self._open.close()
        self._process.terminate()
        self._process.wait(timeout=30)

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        if event.get("method") == "log.entryAdded":
            self.messages.append(str(parameters.get("text")))
        elif event.get("method") == "network.beforeRequestSent":
            url = parameters["request"]["url"]
            self.requests += [] if url == self._own or url.startswith(("data:", "blob:")) else [url]
        elif event.get("method") == "browsingContext.userPromptOpened":
            self.messages.append(f"dialog: {parameters.get('message')}")

    def _address(self) -> str:
        """Where Firefox listens, as it says itself."""
        end = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < end and self._process.poll() is None:
            found = re.search(r"BiDi listening on (ws://\S+)", self._log.read_text(errors="replace"))
            if found:
                return found.group(1)
            time.sleep(0.1)
        raise TimeoutError(f"Firefox has not started: {self._log.read_text(errors='replace')[-300:]}")
