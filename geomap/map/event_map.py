"""The map itself: a `folium.Map` whose page is one file, works with the network off, and runs nothing it was fed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import folium
from branca.element import CssLink, JavascriptLink
from folium.template import Template

from geomap.frame.identity import data_id
from geomap.map.csp import Openings
from geomap.map.derived import region_outlines
from geomap.map.figure import Asset, DataBlock, PageData, SafeFigure, json_block
from geomap.map.foreign import foreign_elements, needed_links, openings_for
from geomap.map.layer import EventLayer
from geomap.map.noscript import noscript_counts, noscript_table
from geomap.map.payload import Payload, pack
from geomap.map.web_files import base_map_countries, interface_texts, read_web_file
from geomap.places.shapes import credit
from geomap.store.acled_csv import acled_rules

if TYPE_CHECKING:
    import geopandas

    from geomap.map.beyond import Beyond
    from geomap.map.styles import LayerLike
    from geomap.map.tiles import Tiles

_FROM_RIGHT: Final = frozenset({"ar", "fa", "he", "ur"})


class EventMap(folium.Map):
    """Events on a bundled vector base map, one `EventLayer` a layer file.

    Use it as any `folium.Map`: add layers, plugins, a `LayerControl`. As long as a script adds nothing that needs more,
    the page makes no network request and enforces Trusted Types. `save` writes what `get_root().render()` gives.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # folium's own declaration; the bundle brings Leaflet
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div class="folium-map" id="{{ this.get_name() }}" role="application"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = geomap.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}
        });
        {%- if this.objects_to_stay_in_front %}
        {{ this.get_name() }}.on("overlayadd", function () {
            {%- for item in this.objects_to_stay_in_front %} {{ item.get_name() }}.bringToFront(); {%- endfor %}
        });
        {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, payload: Payload, page: PageData, *, tiles: Tiles | None = None, script: str = "app") -> None:
        super().__init__(location=_centre(payload), zoom_start=3, tiles=None, zoom_control=False, prefer_canvas=True)
        self._id = "events"
        self._opened = Openings(images=() if tiles is None else tiles.origins)
        figure = SafeFigure(page)
        figure.header.add_child(Asset("style", read_web_file("app.css")), name="app_css")
        if script != "app":  # a page that counts: single events come from a file beside it
            figure.header.add_child(Asset("style", read_web_file(f"{script}.css")), name=f"{script}_css")
            self._opened = replace(self._opened, connect=("'self'",))
        figure.header.add_child(Asset("script", read_web_file(f"{script}.js")), name="app_js")
        figure.add_child(self, name="map")
        for index, layer in enumerate(payload.head["layers"]):
            self.add_child(
                EventLayer(index, layer_id=layer["id"], title=layer["title"], show=layer["show"]), name=f"layer_{index}"
            )
        control = folium.LayerControl(position="topright", collapsed=True)
        control._id = "events"
        self.add_child(control, name="layer_control")
        page.boot = self._boot()

    def render(self, **kwargs: Any) -> Any:
        """Render into the figure, and open what added elements need."""
        self._children.move_to_end("layer_control")  # it lists layers that must be there before it
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium leaves this one untyped
        figure = self.get_root()
        if not isinstance(figure, SafeFigure):
            return
        added = foreign_elements(self)
        figure.own = not added
        scripts = figure.script.render() if added else ""
        for kind, name, url in needed_links(scripts):
            link = JavascriptLink(url) if kind == "js" else CssLink(url)
            figure.header.add_child(link, name=name, index=2)
        opened = openings_for(added, figure.header.render() if added else "")
        images = tuple(dict.fromkeys((*self._opened.images, *opened.images)))
        figure.openings = replace(opened, images=images, connect=self._opened.connect)

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page. A path is written beside itself first and then renamed: no half page is ever seen."""
        page = self.get_root().render(**kwargs).encode("utf-8")
        if isinstance(outfile, str | bytes | Path):
            path = Path(os.fsdecode(outfile))
            scratch = path.with_name(f".{path.name}.{os.getpid()}")
            scratch.write_bytes(page)
            scratch.replace(path)
            return
        outfile.write(page)
        if close_file:
            outfile.close()

    def _boot(self) -> str:
        layers = [child.get_name() for child in self._children.values() if isinstance(child, EventLayer)]
        control = self._children["layer_control"].get_name()
        # An added plugin that fails ends folium's script before its `let` makes the control; naming it then throws.
        spare = f"L.control.layers().addTo({self.get_name()})"
        found = f"(() => {{ try {{ return {control}; }} catch {{ return {spare}; }} }})()"
        return f"geomap.start({self.get_name()}, [{', '.join(layers)}], {found});"


def event_map(
    frame: geopandas.GeoDataFrame,
    layers: Sequence[LayerLike],
    *,
    title: str,
    lang: str,
    labels: Mapping[str, str],
    tiles: Tiles | None = None,
    beyond: Beyond | None = None,
) -> EventMap:
    """Pack the frame and lay out the page. `labels` are the readers' names of event types.

    With `beyond`, the rows of the frame count events, and single ones are fetched from a file beside the page.
    """
    texts = interface_texts(lang)
    names = texts["names"]
    labels = {code: names.get(label, label) for code, label in labels.items()}
    counts = None if beyond is None else beyond.counts
    strings = {
        **{key: text for key, text in texts.items() if key != "names"},
        "attribution": attribution_of(frame, texts["attribution"]),
    }
    said = {"strings": strings, "labels": labels if len(frame) else {}}
    payload = pack(
        frame,
        layers,
        countries=base_map_countries(),
        outlines_of=region_outlines,
        counts=counts,
        beside=said,
        names=names,
        later={"acled": acled_rules()} if len(frame) and counts is None else None,
    )
    head = {
        **payload.head,
        "title": title,
        "lang": lang,
        "data": data_id(frame),
        # What is said before anything is unpacked.
        "first": {key: strings[key] for key in ("attribution", "failed")},
        "tiles": None if tiles is None else tiles.as_json(),
        **({} if beyond is None else {"beyond": beyond.as_json(lang)}),
    }
    page = PageData(
        title=title,
        lang=lang,
        direction="rtl" if lang.split("-", maxsplit=1)[0] in _FROM_RIGHT else "ltr",
        blocks=(
            DataBlock("geomap-head", "application/json", json_block(head)),
            DataBlock("geomap-numbers", "application/octet-stream", payload.numbers),
            DataBlock("geomap-base", "application/octet-stream", read_web_file("basemap.b85")),
        ),
        later=(
            DataBlock("geomap-more", "application/octet-stream", payload.more),
            *(
                DataBlock(f"geomap-texts-{number}", "application/octet-stream", part)
                for number, part in enumerate(payload.texts)
            ),
        ),
        noscript=noscript_table(frame, texts, labels) if counts is None else noscript_counts(frame, texts, counts),
    )
    return EventMap(payload, page, tiles=tiles, script="app" if beyond is None else "beyond")


def attribution_of(frame: geopandas.GeoDataFrame, base: str) -> str:
    """Whose data are drawn: the outline and the places of every map (`base`), and the areas of this frame."""
    sources = sorted(set(frame["area_source"].dropna())) if "area_source" in frame.columns else []
    return " · ".join(dict.fromkeys((*base.split(" · "), *filter(None, map(credit, sources)))))


def _centre(payload: Payload) -> list[float]:
    """Latitude and longitude, as folium has them. The page fits itself to the data; this is for scripts."""
    if payload.bounds is None:
        return [20.0, 20.0]
    west, south, east, north = payload.bounds
    return [round((south + north) / 2, 5), round((west + east) / 2, 5)]
