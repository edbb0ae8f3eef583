"""One folium layer a layer file: a switch that every folium control knows how to throw."""

from __future__ import annotations

from folium.map import Layer
from folium.template import Template


class EventLayer(Layer):
    """The events of one layer, as folium sees them.

    Nothing of a layer file enters folium's templates, which would run what they are fed: folium's name for the layer is
    "layer 3", and the page writes `title` in its place. `index` is the layer's number in the page's data.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = geomap.layer({{ this.index|int }});{% endmacro %}"
    )

    def __init__(self, index: int, *, layer_id: str, title: str, show: bool = True) -> None:
        super().__init__(name=f"layer {index}", overlay=True, control=True, show=show)
        self._name = "EventLayer"
        self._id = str(index)
        self.index = index
        self.layer_id = layer_id
        self.title = title
