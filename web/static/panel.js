// The page's own part: takes the live stream, sounds alarms, and says at once when what it shows has gone stale.
import { Sounder } from "/static/sound.js";
import { drawAlarms, drawMotion } from "/static/map.js";

const words = JSON.parse(document.getElementById("words").textContent);
const language = document.body.dataset.language;
const SILENCE_MS = 6000; // the stream beats every 2 s; three missing beats are a lost connection
const PATIENCE_MS = 3000; // how long one attempt to come back may take
const TOAST_MS = 5000;

const sounder = new Sounder();
const banner = document.getElementById("connection-banner");
const connection = document.getElementById("connection");
const announcer = document.getElementById("announcer");

let source = null;
let viewer = "";
let signedOut = false;
let lastHeard = performance.now();
let lastAttempt = 0;
let clockAhead = 0; // the robot's clock less this machine's, in milliseconds
let beats = 0;
let announced = new Map();

function setClock(now) {
  clockAhead = Date.parse(now) - Date.now();
}

function showSection(name, html) {
  const section = document.getElementById(name);
  const focused = section.contains(document.activeElement) ? document.activeElement.id : null;
  const opened = section.querySelector("details[open]") !== null;
  const atEnd = section.scrollHeight - section.scrollTop - section.clientHeight < 48;
  section.innerHTML = html;
  window.htmx?.process(section);
  if (opened) section.querySelector("details")?.setAttribute("open", "");
  if (focused !== null) refocus(focused);
  if (name === "talk" && atEnd) section.scrollTop = section.scrollHeight;
  if (name === "alarms") alarmsChanged(section);
}

// Whoever works by keyboard must not lose her place when a part is drawn anew.
function refocus(id) {
  const place = document.getElementById(id) ?? document.getElementById("alarms-title");
  place.focus({ preventScroll: true });
}

function alarmsChanged(section) {
  const alarms = [...section.querySelectorAll("[data-alarm]")];
  const levels = alarms.filter((alarm) => alarm.dataset.sounding === "yes").map((alarm) => Number(alarm.dataset.level));
  sounder.alarm(Math.max(0, ...levels));
  const present = new Map(alarms.map((alarm) => [alarm.dataset.alarm, alarm.dataset.stage]));
  for (const alarm of alarms) {
    if (announced.get(alarm.dataset.alarm) !== alarm.dataset.stage) {
      announcer.textContent = `${alarm.dataset.text}. ${alarm.dataset.stageWords}`;
    }
  }
  announced = present;
  const open = alarms.length;
  document.title = open ? `(${open}) ${words.alarms} · ${words.panel}` : words.panel;
  drawAlarms(alarms);
  countDown();
  showRibbon();
}

// Whoever has scrolled away from an alarm still sees that there is one.
const ribbon = document.getElementById("alarm-ribbon");
let alarmsInView = true;
function showRibbon() {
  const first = document.querySelector("#alarms [data-alarm]");
  ribbon.hidden = !first || alarmsInView;
  if (!first) return;
  ribbon.textContent = `${words.alarms}: ${first.dataset.text}`;
  ribbon.className = `ribbon level-${first.dataset.level}`;
}
new IntersectionObserver(([entry]) => {
  alarmsInView = entry.isIntersecting;
  showRibbon();
}).observe(document.getElementById("alarms"));

function showAll(sections) {
  for (const [name, html] of Object.entries(sections)) showSection(name, html);
}

function heard() {
  lastHeard = performance.now();
  signedOut = false;
  banner.hidden = true;
  document.body.classList.remove("stale");
  connection.textContent = words.connected;
  connection.classList.add("live");
  sounder.lost(false);
}

function lost() {
  const sentence = signedOut ? words.signed_out : words.lost;
  if (banner.textContent !== sentence) banner.textContent = sentence;
  banner.hidden = false;
  document.body.classList.add("stale");
  sounder.lost(true);
}

function connecting() {
  source?.close();
  connection.textContent = words.connecting;
  connection.classList.remove("live");
}

function listen(kind, act) {
  source.addEventListener(kind, (message) => {
    heard();
    act(JSON.parse(message.data));
  });
}

function connect() {
  lastAttempt = performance.now();
  source = new EventSource(`/live?language=${language}`);
  source.onerror = connecting;
  listen("snapshot", (data) => {
    viewer = data.viewer;
    setClock(data.now);
    showAll(data.sections);
    drawMotion(data.motion, words);
    confirmSeen();
  });
  listen("change", (data) => showAll(data.sections));
  listen("motion", (data) => drawMotion(data, words));
  listen("beat", (data) => {
    setClock(data.now);
    beats += 1;
    if (beats % 2 === 0) confirmSeen();
  });
  listen("fell_behind", (data) => {
    say(data.text, true);
    connecting();
  });
}

// Only what somebody can see or hear counts as delivered here; a hidden page without sound confirms nothing.
function confirmSeen() {
  if (document.visibilityState !== "visible" && !sounder.unlocked) return;
  fetch(`/live/${viewer}/seen`, { method: "POST" }).catch(connecting);
}

async function reconnect() {
  lastAttempt = performance.now();
  connecting();
  try {
    const answer = await fetch("/state", { signal: AbortSignal.timeout(PATIENCE_MS) });
    signedOut = answer.status === 401;
    if (answer.ok) connect();
  } catch {
    connection.textContent = words.connecting;
  }
}

// A connection can die without a word, so silence counts, not errors.
setInterval(() => {
  const now = performance.now();
  const silent = now - lastHeard > SILENCE_MS;
  if (silent) lost();
  const broken = silent || source.readyState === EventSource.CLOSED;
  if (broken && now - lastAttempt > PATIENCE_MS) reconnect();
}, 500);

function countDown() {
  for (const place of document.querySelectorAll(".countdown")) {
    const seconds = Math.max(0, Math.round((Date.parse(place.dataset.until) - Date.now() - clockAhead) / 1000));
    place.textContent = seconds < 100 ? `${seconds} ${words.seconds}` : `${Math.round(seconds / 60)} ${words.minutes}`;
  }
}
setInterval(countDown, 500);

let toastTimer = 0;
function say(sentence, bad = false) {
  const toast = document.getElementById("toast");
  toast.textContent = sentence;
  toast.classList.toggle("bad", bad);
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), TOAST_MS);
}

function sentenceOf(body) {
  try {
    return JSON.parse(body).text[language];
  } catch {
    return "";
  }
}

function answered(ok, body, status) {
  if (status === 401) {
    signedOut = true;
    lost();
  }
  say(sentenceOf(body) || (ok ? "" : words.failed), !ok);
}

// What a command changes is often drawn before its answer comes, and by then the button is gone; so the request is asked.
document.body.addEventListener("htmx:beforeSend", ({ detail }) => {
  detail.xhr.addEventListener("loadend", () => commandEnded(detail.elt, detail.xhr));
});

function commandEnded(element, { status, responseText }) {
  const ok = status >= 200 && status < 300;
  if (ok && element.matches("[data-opens='part-dialog']")) return;
  if (ok && element.matches("[data-shows-link]")) {
    showLink(JSON.parse(responseText));
    return;
  }
  answered(ok, responseText, status);
  if (ok && element.matches("[data-clears]")) element.querySelector("input[name=text]").value = "";
  if (ok && element.matches("[data-closes]")) element.closest("details").open = false;
}

function showLink({ text, link }) {
  document.getElementById("link").textContent = link;
  document.getElementById("link-hint").textContent = text[language];
  document.getElementById("link-dialog").showModal();
}

const resolveDialog = document.getElementById("resolve-dialog");
const resolveForm = document.getElementById("resolve-form");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-resolve], [data-opens], [data-dismiss]");
  if (!button) return;
  if (button.dataset.resolve) {
    resolveForm.reset();
    resolveForm.dataset.alarm = button.dataset.resolve;
    document.getElementById("resolve-about").textContent = button.dataset.about;
    resolveDialog.showModal();
  } else if (button.dataset.opens) {
    document.getElementById(button.dataset.opens).showModal();
  } else {
    button.closest("dialog").close();
  }
});

resolveForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(`/alarms/${resolveForm.dataset.alarm}/resolve`, {
      method: "POST",
      body: new URLSearchParams(new FormData(resolveForm)),
    });
    answered(answer.ok, await answer.text(), answer.status);
    if (answer.ok) resolveDialog.close();
  } catch {
    say(words.failed, true);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code === "KeyS") {
    event.preventDefault();
    document.getElementById("stop").click();
  }
});

const soundState = document.getElementById("sound-state");
const startShift = document.getElementById("start-shift");
sounder.onchange = (unlocked) => {
  soundState.textContent = unlocked ? words.sound_on : words.sound_locked;
  soundState.classList.toggle("on", unlocked);
  soundState.classList.toggle("off", !unlocked);
  startShift.textContent = unlocked ? words.test_sound : words.start_shift;
  startShift.classList.toggle("primary", !unlocked);
};
startShift.addEventListener("click", () => sounder.unlock());

const talk = document.getElementById("talk");
talk.scrollTop = talk.scrollHeight;
alarmsChanged(document.getElementById("alarms"));
connect();
