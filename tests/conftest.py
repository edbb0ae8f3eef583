"""What every test shares: no network, a deterministic Hypothesis, and the way to the shared corpora."""

from __future__ import annotations

import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parents[1]
# Last, so that the installed geomap is what is tested; the build's and the training's modules are only in a checkout.
sys.path.append(str(CHECKOUT))

SEED_ARTICLE = CHECKOUT / "seeds" / "000_dc4aa5af6cfd66e8.txt"

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("GEOMAP_HYPOTHESIS", "default"))


def corpora_root() -> Path | None:
    """The folder of the shared corpora: GEOMAP_CORPORA, or `shared` beside the checkout; None when there is none."""
    root = Path(os.environ.get("GEOMAP_CORPORA", CHECKOUT.parent / "shared"))
    return root if (root / "gold").is_dir() else None


@pytest.fixture(name="corpora_root", scope="session")
def corpora_root_fixture() -> Path:
    """The folder of the shared corpora; skips the test without one."""
    root = corpora_root()
    if root is None:
        pytest.skip("no shared corpora: set GEOMAP_CORPORA, or put them in `shared` beside the checkout")
    return root


@pytest.fixture(scope="session")
def seed_article() -> Path:
    """The seed article's file."""
    return SEED_ARTICLE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what is marked `corpora` where the corpora are absent."""
    if corpora_root() is None:
        skip = pytest.mark.skip(
            reason="no shared corpora: set GEOMAP_CORPORA, or put them in `shared` beside the checkout"
        )
        for item in items:
            if item.get_closest_marker("corpora"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name look-up that would leave this machine."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
            raise AssertionError(f"a test tried to connect to {address[0]}; tests run without the network")
        connect(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if not is_local(host):
            raise AssertionError(f"a test tried to look up {host}; tests run without the network")
        return look_up(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def is_local(host: str | bytes | None) -> bool:
    """Whether `host` is this machine."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ip_address(str(name)).is_loopback
    except ValueError:
        return False
