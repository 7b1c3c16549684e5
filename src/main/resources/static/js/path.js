// Draws each run of a diagram with the flows it really took and where it stands. Without script the tables say the same.
(function () {
  'use strict';

  function label(className, text) {
    var element = document.createElement('div');
    element.className = className;
    element.textContent = text;
    return element;
  }

  function middle(flow) {
    var points = flow.waypoints;
    var at = Math.floor((points.length - 1) / 2);
    var box = {x: Math.min.apply(null, points.map(function (p) { return p.x; })),
      y: Math.min.apply(null, points.map(function (p) { return p.y; }))};
    return {
      left: (points[at].x + points[at + 1].x) / 2 - box.x - 10,
      top: (points[at].y + points[at + 1].y) / 2 - box.y - 26
    };
  }

  async function draw(container) {
    var answer = await fetch(container.dataset.path, {headers: {Accept: 'application/json'}});
    if (!answer.ok) {
      return;
    }
    var data = await answer.json();
    container.hidden = false;
    var viewer = new window.BpmnJS({container: container});
    await viewer.importXML(data.xml);
    var canvas = viewer.get('canvas');
    var overlays = viewer.get('overlays');
    var elements = viewer.get('elementRegistry');
    Object.keys(data.flows).forEach(function (id) {
      var flow = elements.get(id);
      if (flow) {
        canvas.addMarker(id, 'path-taken');
        overlays.add(id, {position: middle(flow), html: label('path-count', '×' + data.flows[id])});
      }
    });
    data.active.forEach(function (id) {
      if (elements.get(id)) {
        canvas.addMarker(id, 'path-active');
        overlays.add(id, {position: {top: -18, left: 0}, html: label('path-here', 'сейчас здесь')});
      }
    });
    canvas.zoom('fit-viewport', 'auto');
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.BpmnJS) {
      return;
    }
    document.querySelectorAll('.path-diagram').forEach(function (container) {
      draw(container).catch(function () {
        container.hidden = true;
      });
    });
  });
})();
