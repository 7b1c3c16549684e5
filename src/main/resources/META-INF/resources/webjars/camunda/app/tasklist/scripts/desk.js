// The desk: our plugins for Tasklist and, since 7.24 is Camunda's last release, our own templates for the parts of it
// that would otherwise show ids, dead buttons and English. Loaded by config.js before Tasklist starts.
import './form.js';
import './card.js';
import {TEMPLATES} from './templates.js';
import {translateForms} from './form-js-ru.js';

const {el, call, signInLink, russian} = window.appealForm;
const REFRESH = 30000;
let angularInjector = null;

// ---- rows of the list: one call for all that are visible

const rows = new Map(); // task id → row as served
const shown = new Map(); // task id → where it is drawn
let rowsWanted = null;

function drawRow(node, row) {
  const line = (name, ...texts) => {
    const present = texts.filter(text => text !== null && text !== undefined && text !== '');
    return present.length ? el('span', {class: name, text: present.join(' · ')}) : null;
  };
  node.replaceChildren(
    ...[
      line('desk-number', row.number),
      row.label ? el('span', {class: 'desk-label desk-' + (row.urgency || 'normal'), text: row.label}) : null,
      line('desk-subject', row.subject),
      line('desk-applicant', row.applicant, row.block),
      line('desk-step', row.step),
      line('desk-instead', row.instead),
      line('desk-due', row.due)
    ].filter(Boolean)
  );
  const link = node.closest('.desk-row');
  if (link) {
    link.classList.add('desk-filled');
    link.dataset.urgency = row.urgency || 'normal';
  }
}

function wantRows() {
  if (!rowsWanted) {
    rowsWanted = setTimeout(loadRows, 60);
  }
}

async function loadRows() {
  rowsWanted = null;
  [...shown].forEach(([id, node]) => node.isConnected || shown.delete(id));
  const ids = new Set([...shown.keys(), ...[...holders.values()].map(task => task.id)]);
  if (!ids.size || document.hidden) {
    return;
  }
  try {
    const served = await call('GET', '/api/tasks/rows?ids=' + [...ids].map(encodeURIComponent).join(','));
    Object.entries(served || {}).forEach(([id, row]) => {
      rows.set(id, row);
      if (shown.has(id)) {
        drawRow(shown.get(id), row);
      }
    });
    holders.forEach((task, node) => showHolder(node, task));
  } catch (failed) {
    if (failed.kind === 'session') {
      sessionLost();
    }
    // otherwise the step's name stays in the row, the next round tries again
  }
}

const rowPlugin = {
  id: 'appeal-row',
  pluginPoint: 'tasklist.card',
  priority: 1000,
  render(node, {taskId}) {
    node.className = 'desk-card';
    shown.set(taskId, node);
    if (rows.has(taskId)) {
      setTimeout(() => drawRow(node, rows.get(taskId)));
    }
    wantRows();
  }
};

// ---- who has a task in work, by name: the engine's own list of users is closed to officials

const holders = new Map(); // node → task that it names the holder of

function showHolder(node, task) {
  const row = rows.get(task.id);
  node.textContent = (row && row.holder === task.assignee && row.holderName) || 'другой сотрудник';
}

// ---- counts beside the filters

const counters = new Map(); // filter id → node
let counts = {};

let countsWanted = null;

function wantCounts() {
  if (!countsWanted) {
    countsWanted = setTimeout(loadCounts, 60);
  }
}

async function loadCounts() {
  countsWanted = null;
  if (document.hidden || !counters.size) {
    return;
  }
  try {
    counts = (await call('GET', '/api/tasks/counts')) || {};
    counters.forEach((node, id) => showCount(node, id));
  } catch (failed) {
    if (failed.kind === 'session') {
      sessionLost();
    }
  }
}

function showCount(node, id) {
  const count = counts[id];
  node.textContent = count === undefined || count === null ? '' : String(count);
}

setInterval(() => {
  wantCounts();
  wantRows();
}, REFRESH);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    wantCounts();
    wantRows();
  }
});

// ---- tab «Обращение»

const cardPlugin = {
  id: 'appeal-card',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: {label: 'Обращение'},
  render(node, {taskId}) {
    node.append(window.appealCard.show(taskId, {}));
  },
  unmount() {}
};

// ---- links of the navigation bar, by role

const FEW_PAGES = 3;

const navigationPlugin = {
  id: 'appeal-pages',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  async render(node) {
    node.className = 'desk-pages';
    try {
      const me = await call('GET', '/api/me');
      window.appealForm.login = me.login;
      const links = (me.pages || []).map(page => el('a', {href: page.href, text: page.label}));
      const few = links.length <= FEW_PAGES + 1 ? links.length : FEW_PAGES;
      node.append(...links.slice(0, few));
      if (few < links.length) {
        // A bar of several lines would cover the desk.
        const more = el('details', {class: 'desk-more'});
        const list = el('div', {class: 'desk-more-list'});
        list.append(...links.slice(few));
        more.append(el('summary', {text: 'Ещё'}), list);
        node.append(more);
        document.addEventListener('click', event => {
          if (!more.contains(event.target)) {
            more.open = false;
          }
        });
      }
      const posts = (me.posts || []).map(post => (typeof post === 'string' ? post : post.title)).join('; ');
      const user = document.querySelector('.desk-user');
      if (user && me.name) {
        user.textContent = me.name;
        user.title = posts;
      }
    } catch (failed) {
      if (failed.kind === 'session') {
        sessionLost();
      }
    }
  }
};

// ---- a lost session

function sessionLost() {
  // Leave what is typed on the screen; without an open form there is nothing to lose.
  if (!window.appealForm.sessionLost()) {
    location.assign('/login');
  } else if ([...window.appealForm.open].every(form => form.task !== wanted())) {
    // The form that says so is not seen any more, the chosen task waits for the server.
    sayAbove('Сессия закончилась. ', signInLink());
  }
}

// Tasklist's own client gives up on a lost session (it clears the screen) and on a lost connection (its list never
// refreshes again). Ours waits until the server answers as before, then asks again; what changes something is never
// repeated by itself.

const CLIENT_METHODS = ['post', 'get', 'load', 'put', 'del', 'options', 'head'];
const WAIT = 5000;
const waiting = new Set();
let serverIsBack = null;

function whenServerIsBack() {
  if (!serverIsBack) {
    serverIsBack = new Promise(resolve => {
      // A GET of Camunda's own also renews its CSRF cookie, without which a POST would end the new session.
      const probe = () =>
        fetch(document.querySelector('base').getAttribute('app-root') + '/api/admin/auth/user/default', {credentials: 'same-origin'})
          .then(response => response.ok || Promise.reject(response))
          .then(
            () => {
              serverIsBack = null;
              resolve();
            },
            () => setTimeout(probe, WAIT)
          );
      setTimeout(probe, WAIT);
    });
  }
  return serverIsBack;
}

function patient(client) {
  CLIENT_METHODS.forEach(name => {
    const send = client[name];
    client[name] = function (path, options) {
      const asks = name !== 'put' && name !== 'del' && (name !== 'post' || /filter\/[^/]+\/list/.test(path));
      const key = name + ' ' + path;
      const token = () => (document.cookie.split('; ').find(part => part.startsWith('XSRF-TOKEN=')) || '=').split('=')[1];
      const attempt = () => send.call(client, path, {...options, done: undefined, headers: {...options.headers, 'X-XSRF-TOKEN': token()}});
      const answer = attempt().catch(function again(error) {
        const lost = error.status === 401;
        if (!lost && error.status) {
          throw error;
        }
        if (lost) {
          sessionLost();
        }
        if (asks && !waiting.has(key)) {
          waiting.add(key);
          return whenServerIsBack()
            .then(attempt)
            .finally(() => waiting.delete(key))
            .catch(again);
        }
        throw Object.assign(new Error(lost ? 'Сессия закончилась: войдите снова и повторите.' : 'Нет связи с сервером: повторите позже.'), {status: 0});
      });
      answer.then(result => options.done(null, result), error => options.done(error, null));
      return answer;
    };
  });
  return client;
}

// ---- the first task opens with the list, the next by term when one is completed

let first = {focus: false}; // how the first task of the list that comes next opens, if it does

function openFirst(list) {
  const tasks = ((list._embedded && list._embedded.task) || []).filter(task => first && task.id !== first.after);
  if (tasks.length) {
    openTask(tasks[0].id, first.focus);
  }
  first = null;
}

function nextAfter(taskId) {
  const ids = [...document.querySelectorAll('.desk-row')].map(row => row.dataset.taskId);
  const at = ids.indexOf(taskId);
  return (at >= 0 ? ids[at + 1] : null) || ids.find(id => id !== taskId) || null;
}

/** The task that was chosen last, by a person or for him. */
function wanted() {
  const task = angularInjector.get('$location').search().task;
  return typeof task === 'string' ? task : null;
}

/** Opens a task that nobody chose, unless a person has chosen one meanwhile. */
function openTask(taskId, focus) {
  angularInjector.get('$rootScope').$applyAsync(() => {
    if (wanted()) {
      return;
    }
    const $location = angularInjector.get('$location');
    $location.search('detailsTab', null);
    $location.search('task', taskId);
    if (focus) {
      focusTask(taskId);
    }
  });
}

/** Which case was completed, beside the next one that opens. */
function sayDone(taskId) {
  const row = rows.get(taskId);
  sayAbove(row ? 'Готово: ' + [(row.number.startsWith('№') ? 'обращение ' : '') + row.number, row.applicant].filter(Boolean).join(', ') + ' – «' + row.step + '».' : 'Готово: задача завершена.');
}

function sayAbove(...what) {
  const line = document.querySelector('.desk-done');
  if (line) {
    line.replaceChildren(...what);
    line.hidden = false;
  }
}

/** The keyboard goes on in the task, once it has come. */
function focusTask(taskId) {
  const wait = setInterval(() => {
    const head = document.querySelector('#desk-task-name');
    if (head && head.dataset.taskId === taskId) {
      head.focus();
    }
    if (wanted() !== taskId || document.activeElement === head) {
      clearInterval(wait);
    }
  }, 100);
}

// ---- nothing that is chosen is lost, however slow the server

/**
 * A value of angular-data-depend does not hear of a change while it is being loaded: what was chosen then would never
 * open, what was completed then would stay. A value that was loaded from something else than what stands there now is
 * loaded again.
 */
function hearing($q, data) {
  const {provide, newChild} = data;
  data.provide = (name, value) => {
    if (!Array.isArray(value)) {
      return provide(name, value);
    }
    const sources = value.slice(0, -1);
    const load = value[value.length - 1];
    const now = () => sources.map(source => data.$providers.get(source).get());
    const loadFrom = values => {
      const loading = load(...values);
      if (!loading || !loading.then) {
        return loading;
      }
      const again = otherwise => result => {
        const current = now();
        return window.angular.equals(current, values) ? otherwise(result) : loadFrom(current);
      };
      return loading.then(again(result => result), again($q.reject));
    };
    return provide(name, [...sources, (...values) => loadFrom(values)]);
  };
  data.newChild = scope => hearing($q, newChild(scope));
  return data;
}

/** Tasklist remembers the task of the address only sometimes: after a tab was chosen, Back would change nothing. */
function followAddress(scope, data) {
  scope.$watch(wanted, task => {
    const known = data.$providers.get('taskId');
    if (known && (known.get().taskId || null) !== task) {
      data.set('taskId', {taskId: task});
    }
  });
}

/** A form that is being completed keeps the screen; what is clicked meanwhile opens afterwards. */
function waitForCompletion(event) {
  const form = [...window.appealForm.open].find(one => one.working);
  const link = event.target.closest('.desk-row, .task-filter a');
  if (form && (link || event.target.closest('.tasks-list'))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    form.chosenNext = (event.type === 'click' && link) || form.chosenNext;
  }
}
document.addEventListener('click', waitForCompletion, true);
document.addEventListener('keydown', event => /^Arrow/.test(event.key) && waitForCompletion(event), true);

// ---- Tasklist itself

window.angular
  .module('cam.tasklist.custom')
  .config([
    '$provide',
    $provide => {
      Object.entries(TEMPLATES.directives).forEach(([directive, template]) => {
        $provide.decorator(directive + 'Directive', [
          '$delegate',
          $delegate => {
            $delegate[0].template = template;
            return $delegate;
          }
        ]);
      });
      // Says in Russian what the engine says in English, or what it wraps into English.
      $provide.decorator('Notifications', [
        '$delegate',
        $delegate => {
          const add = $delegate.add;
          $delegate.add = function (notification) {
            if (notification.type === 'danger' && notification.message) {
              notification.message = russian(notification.message);
            }
            if (/(<|&lt;)-/.test(notification.status)) {
              notification.status = ''; // «<task> <- …», Tasklist's own chain of data: the message says it
            }
            // A form that stands on the screen shows the refusal itself, beside what was typed.
            if (notification.type === 'danger' && window.appealForm.refused()) {
              return;
            }
            add.call(this, notification);
          };
          return $delegate;
        }
      ]);
      $provide.decorator('dataDepend', [
        '$delegate',
        '$q',
        ($delegate, $q) => ({
          ...$delegate,
          create(scope, ...more) {
            const data = hearing($q, $delegate.create(scope, ...more));
            followAddress(scope, data);
            return data;
          }
        })
      ]);
      $provide.decorator('camAPIHttpClient', [
        '$delegate',
        Client =>
          class extends Client {
            constructor(config) {
              super(config);
              patient(this._wrapped);
            }
          }
      ]);
      $provide.value('assignNotification', () => {});
    }
  ])
  // What stands there until the chosen task is loaded is not the chosen one: nobody types into it.
  .directive('deskStale', () => ({
    restrict: 'A',
    link(scope, element, attributes) {
      scope.$watch(
        () => scope.$eval(attributes.deskStale) !== wanted(),
        stale => {
          element[0].inert = stale;
          element[0].classList.toggle('desk-stale', stale);
        }
      );
    }
  }))
  .directive('deskHolder', () => ({
    restrict: 'A',
    link(scope, element, attributes) {
      const whose = () => {
        const task = scope.$eval(attributes.deskHolder);
        return task ? task.id + ' ' + task.assignee : '';
      };
      scope.$watch(whose, () => {
        const task = scope.$eval(attributes.deskHolder);
        if (!task) {
          return;
        }
        holders.set(element[0], task);
        showHolder(element[0], task);
        wantRows();
      });
      scope.$on('$destroy', () => holders.delete(element[0]));
    }
  }))
  .directive('deskCount', () => ({
    restrict: 'A',
    link(scope, element, attributes) {
      const id = scope.$eval(attributes.deskCount);
      counters.set(id, element[0]);
      showCount(element[0], id);
      wantCounts();
      scope.$on('$destroy', () => counters.delete(id));
    }
  }))
  .run([
    '$injector',
    '$rootScope',
    '$route',
    'camAPI',
    'AuthenticationService',
    'Notifications',
    ($injector, $rootScope, $route, camAPI, authentication, notifications) => {
      angularInjector = $injector;
      document.querySelector('[cam-widget-header]')?.setAttribute('role', 'banner');
      $route.routes['/'].template = TEMPLATES.page;
      // The most urgent first, always: Tasklist would sort by date of creation.
      const filter = camAPI.resource('filter');
      // Tasklist asks for 2000 filters; the server refuses a list without end (queryMaxResultsLimit).
      const listFilters = filter.list;
      filter.list = function (query, done) {
        return listFilters.call(this, {...query, maxResults: 100}, done);
      };
      const getTasks = filter.getTasks;
      filter.getTasks = function (query, done) {
        const sorted = typeof query === 'string' ? {id: query} : query;
        sorted.sorting = [
          {sortBy: 'dueDate', sortOrder: 'asc'},
          {sortBy: 'created', sortOrder: 'asc'} // many are due on the same day: the order must not change
        ];
        return getTasks.call(this, sorted, (error, list) => {
          done(error, list);
          if (!error) {
            openFirst(list);
          }
        });
      };
      const task = camAPI.resource('task');
      // Taken by a colleague meanwhile: one true text, and Tasklist reads the task and the list again.
      const claim = task.claim;
      task.claim = function (id, user, done) {
        return claim.call(this, id, user, async (error, result) => {
          const form = error && (await call('GET', '/api/tasks/' + encodeURIComponent(id) + '/form').catch(() => null));
          const holder = form && form.holder;
          if (holder && !window.appealForm.taken(id, holder)) {
            notifications.addError({status: window.appealForm.tookIt(holder.replace(/[<>&]/g, '')), message: '', exclusive: true});
          }
          $rootScope.$applyAsync(() => done(holder ? null : error, result));
        });
      };
      const submitForm = task.submitForm;
      task.submitForm = function (data, done) {
        const completed = data.id;
        const next = nextAfter(completed);
        const form = [...window.appealForm.open].find(one => one.task === completed);
        const open = () => {
          wantCounts();
          sayDone(completed);
          const clicked = form?.chosenNext?.isConnected ? form.chosenNext : null;
          first = next || clicked ? null : {focus: true, after: completed};
          // After Tasklist has cleared its screen.
          setTimeout(() => (clicked ? clicked.click() : next && openTask(next, true)));
        };
        if (done) {
          return submitForm.call(this, data, (error, result) => {
            done(error, result);
            if (!error) {
              open();
            }
          });
        }
        return submitForm.call(this, data).then(result => {
          setTimeout(open, 50);
          return result;
        });
      };
      // On a 401 Tasklist forgets who is signed in and clears the screen, with what is typed on it: it must not.
      // Signing out goes another way.
      const updateAuthentication = authentication.updateAuthentication;
      authentication.updateAuthentication = known => known && updateAuthentication(known);
      $rootScope.$on('authentication.login.required', event => {
        event.preventDefault();
        sessionLost();
      });
      $rootScope.$on('authentication.logout.success', event => {
        event.preventDefault();
        location.assign('/login');
      });
    }
  ]);

// ---- keyboard

const KEYS = [
  ['j, k', 'следующая и предыдущая задача в списке'],
  ['Enter', 'открыть задачу'],
  ['/', 'к фильтрам'],
  ['Ctrl + Enter', 'завершить задачу, находясь в форме'],
  ['?', 'эта подсказка']
];

function keySheet() {
  const opener = document.activeElement;
  const list = el('dl', {class: 'desk-keys'});
  KEYS.forEach(([key, what]) => list.append(el('dt', {}, el('kbd', {text: key})), el('dd', {text: what})));
  const dialog = el(
    'dialog',
    {class: 'desk-sheet', 'aria-labelledby': 'desk-sheet-title'},
    el('h2', {id: 'desk-sheet-title', text: 'Клавиши'}),
    list,
    el('button', {type: 'button', class: 'btn btn-default', text: 'Закрыть', onclick: () => dialog.close()})
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest && event.target.closest('input, textarea, select, [contenteditable], dialog');
  if (typing || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  // By place on the keyboard too: the layout is usually Russian.
  if (event.code === 'KeyJ' || event.code === 'KeyK') {
    const links = [...document.querySelectorAll('.desk-row')];
    const here = links.indexOf(document.activeElement);
    const active = links.findIndex(link => link.closest('li').classList.contains('active'));
    const at = here >= 0 ? here : active;
    const to = links[event.code === 'KeyJ' ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)];
    if (to) {
      event.preventDefault();
      to.focus();
      to.scrollIntoView({block: 'nearest'});
    }
  } else if (event.key === '?' || (event.key === ',' && event.shiftKey)) {
    event.preventDefault();
    keySheet();
  } else if (event.key === '/') {
    event.preventDefault();
    document.querySelector('.task-filter.active a, .task-filter a')?.focus();
  }
});

document.addEventListener('click', event => {
  const row = event.target.closest('.desk-row');
  if (row && event.isTrusted) {
    document.querySelector('.desk-done').hidden = true;
  }
  if (row && event.detail === 0) {
    focusTask(row.dataset.taskId); // opened by Enter: the keyboard goes on in the task
  }
  if (event.isTrusted && event.detail === 0 && event.target.closest('.desk-meta .btn')) {
    document.querySelector('#desk-task-name').focus(); // the button goes away when the task is taken
  }
  // On a narrow screen the task stands below the list.
  if (row && window.innerWidth < 768) {
    setTimeout(() => document.querySelector('.task-details')?.scrollIntoView({block: 'start'}), 50);
  }
});

translateForms();

export default [cardPlugin, rowPlugin, navigationPlugin];
