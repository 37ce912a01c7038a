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
  for (const name of ['reach', 'closed', 'drawn', 'routes', 'visits', 'teams']) map.addSource(name, { type: 'geojson', data: none });
  map.addLayer({ id: 'reach', type: 'fill', source: 'reach', paint: { 'fill-color': ink.there, 'fill-opacity': 0.16 } });
  map.addLayer({ id: 'reach-edge', type: 'line', source: 'reach', paint: { 'line-color': ink.there, 'line-width': 1.5 } });
  map.addLayer({
    id: 'reach-minutes', type: 'symbol', source: 'reach',
    layout: { 'symbol-placement': 'line', 'text-field': ['concat', ['to-string', ['get', 'minutes']], ' min'], 'text-size': 12, 'text-font': ['sans-serif'] },
    paint: { 'text-color': ink.letter, 'text-halo-color': ink.halo, 'text-halo-width': 1.6 },
  });
  map.addLayer({ id: 'closed', type: 'fill', source: 'closed', paint: { 'fill-color': ink.unassigned, 'fill-opacity': 0.25 } });
  map.addLayer({ id: 'closed-edge', type: 'line', source: 'closed', paint: { 'line-color': ink.unassigned, 'line-width': 2, 'line-dasharray': [2, 1.5] } });
  map.addLayer({
    id: 'closed-label', type: 'symbol', source: 'closed',
    layout: { 'text-field': ['concat', '⛔ ', ['get', 'label']], 'text-size': 12, 'text-font': ['sans-serif'], 'text-max-width': 12 },
    paint: { 'text-color': ink.letter, 'text-halo-color': ink.halo, 'text-halo-width': 1.6 },
  });
  map.addLayer({ id: 'drawn', type: 'line', source: 'drawn', paint: { 'line-color': ink.unassigned, 'line-width': 3 } });
  map.addLayer({ id: 'drawn-corners', type: 'circle', source: 'drawn', paint: { 'circle-radius': 5, 'circle-color': ink.unassigned, 'circle-stroke-color': ink.halo, 'circle-stroke-width': 1.5 } });
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
  let isDrawing = false;
  map.on('click', 'visits', event => {
    if (!isDrawing) page.invokeMethodAsync('Picked', event.features[0].properties.visit);
  });
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
        for (const name of ['closed', 'routes', 'visits', 'teams']) map.getSource(name).setData(day[name]);
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
    reach(areas) {
      map.getSource('reach').setData({
        type: 'FeatureCollection',
        features: areas.map(({ minutes, area }) => ({ type: 'Feature', properties: { minutes }, geometry: { type: 'MultiPolygon', coordinates: area } })),
      });
      const corners = areas.flatMap(({ area }) => area.flat(2));
      canvas.dataset.reach = areas.length;
      if (corners.length === 0) return;
      const bounds = corners.reduce((box, corner) => box.extend(corner), new maplibre.LngLatBounds(corners[0], corners[0]));
      map.fitBounds(bounds, { padding: 30, duration: 0 });
    },

    // Gives the corners that were clicked; null when it was cancelled or there are too few of them.
    draw() {
      const corners = [];
      const shape = () => map.getSource('drawn').setData(corners.length === 0 ? none : { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: corners.length < 3 ? corners : [...corners, corners[0]] } });
      isDrawing = true;
      map.doubleClickZoom.disable();
      canvas.classList.add('drawing');
      map.getCanvas().focus();
      return new Promise(resolve => {
        const click = event => {
          const last = corners.at(-1);
          if (last && map.project(last).dist(event.point) < 4) return;
          corners.push([event.lngLat.lng, event.lngLat.lat]);
          shape();
        };
        const end = isDone => {
          map.off('click', click);
          map.off('dblclick', done);
          removeEventListener('keydown', key, true);
          isDrawing = false;
          map.doubleClickZoom.enable();
          canvas.classList.remove('drawing');
          map.getSource('drawn').setData(none);
          resolve(isDone && corners.length >= 3 ? corners : null);
        };
        const done = () => end(true);
        const key = event => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          end(event.key === 'Enter');
        };
        map.on('click', click);
        map.on('dblclick', done);
        addEventListener('keydown', key, true);
      });
    },

    close() {
      map.remove();
    },
  };
}
