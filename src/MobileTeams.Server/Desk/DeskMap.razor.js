// Draws what the server gives as GeoJSON; knows no rule of the business.
import * as maplibre from '/lib/maplibre/maplibre-gl.mjs';

const palette = {
  light: { planned: '#2f6ea5', rolling: '#9a6a00', there: '#0b6b5d', done: '#7d8b86', unassigned: '#c2410c', letter: '#10201d', halo: '#ffffff' },
  dark: { planned: '#7db4e6', rolling: '#f0c14b', there: '#5fd0b0', done: '#8b9894', unassigned: '#ff8a4c', letter: '#f3efe6', halo: '#10201d' },
};

const stateColour = ink => ['match', ['get', 'state'],
  'rolling', ink.rolling, 'there', ink.there, 'done', ink.done, 'unassigned', ink.unassigned, ink.planned];

export async function open(canvas, page, isDark) {
  const ink = isDark ? palette.dark : palette.light;
  const style = await (await fetch(`/map/style.json?theme=${isDark ? 'night' : 'day'}`)).json();
  const map = new maplibre.Map({ container: canvas, style, bounds: style.sources.map.bounds, attributionControl: { compact: false }, dragRotate: false, pitchWithRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibre.ScaleControl());
  await new Promise(ready => map.once('load', ready));
  const none = { type: 'FeatureCollection', features: [] };
  for (const name of ['routes', 'visits', 'teams']) map.addSource(name, { type: 'geojson', data: none });
  map.addLayer({
    id: 'routes', type: 'line', source: 'routes', layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': 2, 'line-opacity': 0.55 },
  });
  map.addLayer({
    id: 'chosen-route', type: 'line', source: 'routes', layout: { 'line-cap': 'round', 'line-join': 'round' }, filter: ['==', ['get', 'team'], ''],
    paint: { 'line-color': ['get', 'colour'], 'line-width': 5 },
  });
  map.addLayer({
    id: 'visits', type: 'circle', source: 'visits',
    paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3.5, 14, 8], 'circle-color': stateColour(ink), 'circle-stroke-color': ink.halo, 'circle-stroke-width': 1.2 },
  });
  map.addLayer({
    id: 'chosen-visit', type: 'circle', source: 'visits', filter: ['==', ['get', 'visit'], ''],
    paint: { 'circle-radius': 12, 'circle-color': 'transparent', 'circle-stroke-color': ink.letter, 'circle-stroke-width': 3 },
  });
  map.addLayer({
    id: 'order', type: 'symbol', source: 'visits', minzoom: 11, filter: ['has', 'order'],
    layout: { 'text-field': ['to-string', ['get', 'order']], 'text-size': 11, 'text-offset': [0, 1.1], 'text-font': ['sans-serif'], 'text-optional': true },
    paint: { 'text-color': ink.letter, 'text-halo-color': ink.halo, 'text-halo-width': 1.4 },
  });
  map.addLayer({
    id: 'teams', type: 'circle', source: 'teams',
    paint: { 'circle-radius': 13, 'circle-color': ink.halo, 'circle-stroke-color': stateColour(ink), 'circle-stroke-width': 3 },
  });
  map.addLayer({
    id: 'team-names', type: 'symbol', source: 'teams',
    layout: { 'text-field': ['get', 'name'], 'text-size': 11, 'text-font': ['sans-serif'], 'text-allow-overlap': true },
    paint: { 'text-color': ink.letter },
  });
  map.on('click', 'visits', event => page.invokeMethodAsync('Picked', event.features[0].properties.visit));
  map.on('mouseenter', 'visits', () => { map.getCanvas().style.cursor = 'pointer'; });
  map.on('mouseleave', 'visits', () => { map.getCanvas().style.cursor = ''; });
  let shown = null;
  let framed = null;

  return {
    async show(address, chosen) {
      if (shown !== address) {
        const answer = await fetch(address);
        if (!answer.ok) return;
        const day = await answer.json();
        for (const name of ['routes', 'visits', 'teams']) map.getSource(name).setData(day[name]);
        shown = address;
        const place = address.split('?')[0];
        if (framed !== place && day.bounds) map.fitBounds(day.bounds, { padding: 40, duration: 0 });
        framed = place;
        canvas.dataset.shown = address;
        this.visits = day.visits.features;
      }
      const visit = this.visits?.find(feature => feature.properties.visit === chosen);
      map.setFilter('chosen-visit', ['==', ['get', 'visit'], chosen ?? '']);
      map.setFilter('chosen-route', ['==', ['get', 'team'], visit?.properties.team ?? '']);
      if (visit && !map.getBounds().contains(visit.geometry.coordinates)) map.easeTo({ center: visit.geometry.coordinates });
    },
    close() {
      map.remove();
    },
  };
}
