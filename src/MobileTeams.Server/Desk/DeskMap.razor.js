// Draws what the server gives as GeoJSON; knows no rule of the business.
import * as maplibre from '/lib/maplibre/maplibre-gl.mjs';

const palette = {
  light: { planned: '#2f6ea5', rolling: '#9a6a00', there: '#0b6b5d', done: '#7d8b86', unassigned: '#c2410c', letter: '#10201d', halo: '#ffffff' },
  dark: { planned: '#7db4e6', rolling: '#f0c14b', there: '#5fd0b0', done: '#8b9894', unassigned: '#ff8a4c', letter: '#f3efe6', halo: '#10201d' },
};

// Farther out than this, visits that lie close together are drawn as one with their number.
const far = 10;

const stateColour = ink => ['match', ['get', 'state'],
  'rolling', ink.rolling, 'there', ink.there, 'done', ink.done, 'unassigned', ink.unassigned, ink.planned];

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export async function open(canvas, page, isDark, hourUnit) {
  if (!canvas) return null; // another page comes
  const ink = isDark ? palette.dark : palette.light;
  const style = await (await fetch(`/map/style.json?theme=${isDark ? 'night' : 'day'}`)).json();
  const map = new maplibre.Map({ container: canvas, style, bounds: style.sources.map.bounds, attributionControl: { compact: false }, dragRotate: false, pitchWithRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibre.ScaleControl());
  await new Promise(ready => map.once('load', ready));
  const none = { type: 'FeatureCollection', features: [] };
  for (const name of ['reach', 'closed', 'drawn', 'routes', 'visits', 'teams']) map.addSource(name, { type: 'geojson', data: none });
  map.addSource('crowd', { type: 'geojson', data: none, cluster: true, clusterRadius: 34, clusterMaxZoom: far });
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
  // Which way the chosen team goes.
  map.addLayer({
    id: 'direction', type: 'symbol', source: 'routes', filter: ['==', ['get', 'team'], ''],
    layout: { 'symbol-placement': 'line', 'symbol-spacing': 70, 'text-field': '▶', 'text-size': 13, 'text-font': ['sans-serif'], 'text-keep-upright': false, 'text-allow-overlap': true },
    paint: { 'text-color': ink.letter, 'text-halo-color': ink.halo, 'text-halo-width': 1.5 },
  });
  map.addLayer({
    id: 'crowd', type: 'circle', source: 'crowd', maxzoom: far, filter: ['has', 'point_count'],
    paint: { 'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 8, 50, 20], 'circle-color': ink.halo, 'circle-stroke-color': ink.planned, 'circle-stroke-width': 2.5, 'circle-opacity': 0.9 },
  });
  map.addLayer({
    id: 'crowd-count', type: 'symbol', source: 'crowd', maxzoom: far, filter: ['has', 'point_count'],
    layout: { 'text-field': ['to-string', ['get', 'point_count']], 'text-size': 11, 'text-font': ['sans-serif'], 'text-allow-overlap': true },
    paint: { 'text-color': ink.letter },
  });
  map.addLayer({
    id: 'alone', type: 'circle', source: 'crowd', maxzoom: far, filter: ['!', ['has', 'point_count']],
    paint: { 'circle-radius': 4, 'circle-color': stateColour(ink), 'circle-stroke-color': ink.halo, 'circle-stroke-width': 1.2 },
  });
  map.addLayer({
    id: 'visits', type: 'circle', source: 'visits', minzoom: far,
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
  // How old a position is, and ⌂ where it is only known from the last door.
  map.addLayer({
    id: 'team-ages', type: 'symbol', source: 'teams', minzoom: 8.5,
    layout: { 'text-field': ['get', 'seen'], 'text-size': 10, 'text-offset': [0, 1.9], 'text-font': ['sans-serif'], 'text-optional': true },
    paint: { 'text-color': ink.letter, 'text-halo-color': ink.halo, 'text-halo-width': 1.4 },
  });
  let isDrawing = false;
  let stop = null;
  for (const layer of ['visits', 'alone']) map.on('click', layer, event => {
    if (!isDrawing) page.invokeMethodAsync('Picked', event.features[0].properties.visit);
  });
  map.on('click', 'crowd', async event => {
    if (isDrawing) return;
    const crowd = event.features[0];
    map.easeTo({ center: crowd.geometry.coordinates, zoom: await map.getSource('crowd').getClusterExpansionZoom(crowd.properties.cluster_id) });
  });
  for (const layer of ['visits', 'alone', 'crowd']) {
    map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer'; });
    map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = ''; });
  }
  let teams = null;
  let ahead = 0;
  const age = () => {
    if (!teams) return;
    const now = Date.now() + ahead;
    for (const { properties } of teams.features) {
      const minutes = Math.max(0, Math.floor((now - properties.at) / 60_000));
      properties.seen = `${properties.source === 'Visit' ? '⌂ ' : ''}${minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} ${hourUnit}`}`;
    }
    map.getSource('teams').setData(teams);
  };
  const ageing = setInterval(age, 20_000);
  let isClosed = false;
  let shown = null;
  let latest = 0;
  let framed = null;

  return {
    // False when the day could not be fetched.
    async show(address, chosen) {
      if (shown !== address) {
        const turn = ++latest;
        const day = await fetched(address);
        if (isClosed || turn !== latest) return true;
        if (!day) return false;
        for (const name of ['closed', 'routes', 'visits']) map.getSource(name).setData(day[name]);
        map.getSource('crowd').setData(day.visits);
        [teams, ahead] = [day.teams, day.now - Date.now()];
        age();
        shown = address;
        const place = address.split('?')[0];
        if (framed !== place && day.bounds) map.fitBounds(day.bounds, { padding: 40, duration: 0 });
        framed = place;
        canvas.dataset.shown = address;
        this.visits = day.visits.features;
      }
      const visit = this.visits?.find(feature => feature.properties.visit === chosen);
      map.setFilter('chosen-visit', ['==', ['get', 'visit'], chosen ?? '']);
      for (const layer of ['chosen-route', 'direction']) map.setFilter(layer, ['==', ['get', 'team'], visit?.properties.team ?? '']);
      if (visit && !map.getBounds().contains(visit.geometry.coordinates)) map.easeTo({ center: visit.geometry.coordinates });
      return true;
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
          stop = null;
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
        stop = () => end(false);
      });
    },

    stop() {
      stop?.();
    },

    close() {
      isClosed = true;
      stop?.();
      clearInterval(ageing);
      map.remove();
    },
  };
}
