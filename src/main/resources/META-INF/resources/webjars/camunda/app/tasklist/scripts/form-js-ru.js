// form-js 1.8.7, which draws Camunda Forms in Tasklist, speaks English only. Its texts are replaced as they appear.

const MESSAGES = [
  [/^Field is required\.$/, () => 'Заполните поле.'],
  [/^Field must have minimum value of (.+)\.$/, min => `Не меньше ${min}.`],
  [/^Field must have maximum value of (.+)\.$/, max => `Не больше ${max}.`],
  [/^Field must have minimum length of (.+)\.$/, min => `Не короче ${min} знаков.`],
  [/^Field must have maximum length of (.+)\.$/, max => `Не длиннее ${max} знаков.`],
  [/^Field must match pattern .*$/s, () => 'Значение не того вида.'],
  [/^Field must be a valid email\.$/, () => 'Нужен адрес электронной почты.'],
  [/^Field must be a valid\s+international phone number\..*$/, () => 'Нужен номер телефона, например +74951234567.'],
  [/^Value is not a number\.$/, () => 'Нужно число.'],
  [/^Value is expected to be an integer\.$/, () => 'Нужно целое число.'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, digits => `Не больше ${digits} знаков после запятой.`],
  [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, (a, b) => `Ближайшие допустимые значения: ${a} и ${b}.`],
  [/^Search$/, () => 'Поиск'],
  [/^Select$/, () => 'Выберите'],
  [/^Nothing found$/, () => 'Ничего не найдено'],
  [/^No results$/, () => 'Ничего не найдено'],
  [/^Add new$/, () => 'Добавить'],
  [/^Nothing to show\.$/, () => 'Пусто.'],
  [/^Show less$/, () => 'Свернуть'],
  [/^Show all \((\d+)\)$/, count => `Показать все (${count})`]
];

function inRussian(text) {
  const trimmed = text.trim();
  for (const [english, translation] of MESSAGES) {
    const match = english.exec(trimmed);
    if (match) {
      return translation(...match.slice(1));
    }
  }
  return null;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    // nodeValue, not textContent: form-js goes on using its own text node
    const text = node.parentElement && node.parentElement.closest('.fjs-container') ? inRussian(node.nodeValue) : null;
    if (text !== null) {
      node.nodeValue = text;
    }
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || !(node.closest('.fjs-container') || node.querySelector('.fjs-container'))) {
    return;
  }
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    translate(texts.currentNode);
  }
  [node, ...node.querySelectorAll('[placeholder]')].forEach(field => {
    const placeholder = field.getAttribute('placeholder');
    const text = placeholder && inRussian(placeholder);
    if (text) {
      field.setAttribute('placeholder', text);
    }
  });
}

export function translateForms() {
  new MutationObserver(changes =>
    changes.forEach(change => {
      if (change.type === 'characterData') {
        translate(change.target);
      } else {
        change.addedNodes.forEach(translate);
      }
    })
  ).observe(document.documentElement, {childList: true, subtree: true, characterData: true});
}
