/*
 * Keeps an open page of the preview as its file is. This is the only script of the project; readers
 * never get it.
 *
 * The server tells of each new edition in a stream of events. The page then goes to the one page
 * that changed, or loads itself again, so that nothing is put together here.
 */
'use strict';
(() => {
  const bar = document.getElementById('preview');
  const state = document.getElementById('preview-state');
  const follow = document.getElementById('preview-follow');
  const box = follow && follow.querySelector('input');
  let stream = null;

  // Whether to stay is kept with this step of the browser's history: it outlasts a reload, and
  // nothing is stored.
  if (follow) {
    follow.hidden = false;
    box.checked = !(history.state && history.state.stay);
    box.addEventListener('change', () => history.replaceState({ stay: !box.checked }, ''));
  }

  function show(news) {
    if (follow && box.checked && news.page && news.page !== bar.dataset.page) {
      location.assign(news.page);
    } else if ('posted' in bar.dataset) {
      // Loaded again, this page would send its form again.
      location.replace(location.pathname);
    } else {
      location.reload();
    }
  }

  function listen() {
    stream = new EventSource('/.preview/events?seen=' + bar.dataset.seen);
    stream.onopen = () => { state.textContent = 'Watching for changes'; };
    stream.onmessage = (message) => show(JSON.parse(message.data));
    stream.onerror = () => {
      state.textContent = 'Lost the preview: start it again';
      // Some browsers give up after the first refusal.
      if (stream && stream.readyState === EventSource.CLOSED) {
        setTimeout(look, 1000);
      }
    };
  }

  // Browsers allow six connections to a server, so only a page that is looked at listens. What it
  // missed is told as soon as it listens again.
  function look() {
    if (stream) {
      stream.close();
      stream = null;
    }
    if (!document.hidden) {
      listen();
    }
  }

  document.addEventListener('visibilitychange', look);
  look();
})();
