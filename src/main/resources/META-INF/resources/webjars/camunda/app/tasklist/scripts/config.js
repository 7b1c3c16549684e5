// Tasklist as the officials' desk. Tasklist 7.24 reads this module before its own code, therefore what must be
// settled early is settled here: which stock plugins never load, and the page's language.

// Stock plugins whose calls the server refuses (docs/security.md) or which show what is not an official's business.
// Tasklist takes a comma list "point:id" from <base>.
const NOT_FOR_OFFICIALS = [
  'tasklist.navbar.action:start-process-action',
  'tasklist.navbar.action:create-task-action',
  'tasklist.navbar.action:shortcut-help',
  'tasklist.task.action:task-action-comment',
  'tasklist.task.detail:task-detail-history',
  'tasklist.task.detail:task-detail-diagram',
  'tasklist.list:task-search',
  'tasklist.header:tasklist-sorting',
  'tasklist.card:tasklist-card-variables'
];
document.querySelector('base').setAttribute('cam-exclude-plugins', NOT_FOR_OFFICIALS.join(','));
document.documentElement.lang = 'ru';

// On a slow line RequireJS would give up after 7 s and leave a spinner. Tasklist's page says 0 where 7.24 does not look.
window.require.config({waitSeconds: 0});

// Camunda's own sign-in view is never shown: the product has one sign-in.
const leaveStockLogin = () => {
  if (location.hash.startsWith('#/login')) {
    location.replace('/login');
  }
};
leaveStockLogin();
window.addEventListener('hashchange', leaveStockLogin);

// Tasklist keeps translations in localStorage by its own version; ours change with the product's.
// Typed decisions that form-js may have left there are removed as well.
try {
  const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
  Object.keys(kept)
    .filter(key => key.includes('_locales_data_'))
    .forEach(key => delete kept[key]);
  localStorage.setItem('camunda-web', JSON.stringify(kept));
  Object.keys(localStorage)
    .filter(key => key.startsWith('camunda-form:') || key.startsWith('camForm:'))
    .forEach(key => localStorage.removeItem(key));
} catch (e) {
  // a browser without storage works too
}

export default {
  app: {vendor: 'ЦУР.', name: 'Обращения'},
  locales: {availableLocales: ['ru'], fallbackLocale: 'ru'},
  dateFormat: {
    monthName: 'MMMM',
    day: 'DD',
    abbr: 'DD.MM.YYYY HH:mm',
    normal: 'DD.MM.YYYY HH:mm',
    long: 'D MMMM YYYY, HH:mm',
    short: 'DD.MM.YYYY'
  },
  disableWelcomeMessage: true,
  shortcuts: {},
  customScripts: ['scripts/desk.js']
};
