// Keys, and what a page cannot do by itself. No markup is made here: what is shown is text that others sent.
(() => {
  const typing = target => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
  const rows = () => [...document.querySelectorAll('[data-row]')];
  const row = () => document.activeElement?.closest('[data-row]');
  const pages = { g: '/groups', m: '/messages', p: '/replays', a: '/audit' };

  function step(by) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(row());
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))].focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => row()?.querySelector('[data-select]')?.click(),
    // The last one is of the rows that are selected.
    r: () => [...document.querySelectorAll('[data-replay]:not([disabled])')].at(-1)?.click(),
    '/': () => document.querySelector('[data-query]')?.focus(),
    '?': () => document.getElementById('keys')?.showModal(),
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open], .mud-dialog')) return;
    if (event.key === 'Escape' && typing(event.target)) {
      event.target.blur();
    } else if (typing(event.target)) {
      return;
    } else if (event.key === 'Enter' && event.target === row()) {
      row().querySelector('[data-open]')?.click();
      event.preventDefault();
    } else if (keys[event.key]) {
      keys[event.key]();
      event.preventDefault();
    } else if (pages[event.key]) {
      document.querySelector(`nav a[href="${pages[event.key]}"]`)?.click();
    }
  });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-key-help]')) document.getElementById('keys')?.showModal();
    const copied = event.target.closest('[data-copy]');
    if (!copied) return;
    navigator.clipboard.writeText(copied.dataset.copy).then(() => {
      const before = copied.textContent;
      copied.textContent = 'Copied';
      setTimeout(() => { copied.textContent = before; }, 1500);
    });
  });
})();
