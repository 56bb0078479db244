// The page's own part: draws what the live stream brings, sounds alarms, sends commands.
import { Sounder } from "/static/sound.js";
import { Line } from "/static/line.js";
import { drawAlarms, drawMotion } from "/static/map.js";

const words = JSON.parse(document.getElementById("words").textContent);
const language = document.body.dataset.language;
const TOAST_MS = 5000;

const sounder = new Sounder();
const announcer = document.getElementById("announcer");

let clockAhead = 0; // the robot's clock less this machine's, in milliseconds
let announced = new Map();

function setClock(now) {
  clockAhead = Date.parse(now) - Date.now();
}

function showSection(name, html) {
  const section = document.getElementById(name);
  if (!section) return;
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
  const sounding = alarms.map((alarm) => alarm.dataset).filter((alarm) => alarm.sounding === "yes");
  sounder.alarm(Math.max(0, ...sounding.map((alarm) => Number(alarm.level))), sounding.map((alarm) => alarm.alarm));
  const present = new Map(alarms.map((alarm) => [alarm.dataset.alarm, alarm.dataset.stage]));
  const pause = document.body.dataset.language === "zh" ? "，" : ". ";
  const news = alarms.map((alarm) => alarm.dataset).filter((alarm) => announced.get(alarm.alarm) !== alarm.stage);
  // All that changed at once, the worst first: what is written last would silence what stood there before.
  if (news.length) announcer.textContent = news.map((one) => [one.text, one.bearings, one.stageWords].join(pause)).join(pause);
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
  const alarms = document.querySelectorAll("#alarms [data-alarm]");
  // Of several the worst that nobody has answered yet.
  const first = document.querySelector("#alarms [data-sounding=yes]") ?? alarms[0];
  ribbon.hidden = !first || alarmsInView;
  if (!first) return;
  const number = alarms.length > 1 ? ` (${alarms.length})` : "";
  ribbon.textContent = `${words.alarms}${number}${words.colon}${first.dataset.text}`;
  ribbon.className = `ribbon level-${first.dataset.level}`;
}
const alarmsPlace = document.getElementById("alarms");
if (alarmsPlace) {
  new IntersectionObserver(([entry]) => {
    alarmsInView = entry.isIntersecting;
    showRibbon();
  }).observe(alarmsPlace);
}

function showAll(sections) {
  for (const [name, html] of Object.entries(sections)) showSection(name, html);
}

const line = new Line({
  words,
  language,
  sounder,
  on: {
    snapshot(data) {
      setClock(data.now);
      showAll(data.sections);
      drawMotion(data.motion, words);
    },
    change: (data) => showAll(data.sections),
    motion: (data) => drawMotion(data, words),
    beat: (data) => setClock(data.now),
  },
});

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
  if (status === 401) line.signedOut();
  say(sentenceOf(body) || (ok ? "" : words.failed), !ok);
}

// What a command changes is often drawn before its answer comes, and by then the button is gone; so the request is asked.
document.body.addEventListener("htmx:beforeSend", ({ detail }) => {
  if (opensPart(detail.elt)) part.replaceChildren();
  detail.xhr.addEventListener("loadend", () => commandEnded(detail.elt, detail.xhr));
});

const part = document.getElementById("part");
const opensPart = (element) => element.matches("[data-opens='part-dialog']");

function commandEnded(element, { status, responseText }) {
  const ok = status >= 200 && status < 300;
  if (opensPart(element)) {
    // What stands behind the dialog is dimmed: why there is nothing in it is said inside.
    if (status === 401) line.signedOut();
    if (!ok) showProblem(sentenceOf(responseText) || words.failed);
    return;
  }
  if (ok && element.matches("[data-shows-link]")) {
    showLink(JSON.parse(responseText));
    return;
  }
  answered(ok, responseText, status);
  if (ok && element.matches("[data-clears]")) element.querySelector("input[name=text]").value = "";
  if (ok && element.matches("[data-closes]")) element.closest("details").open = false;
}

function showProblem(sentence) {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  part.replaceChildren(problem);
  problem.textContent = sentence;
}

function showLink({ text, link }) {
  document.getElementById("link").textContent = link;
  document.getElementById("link-hint").textContent = text[language];
  document.getElementById("link-dialog").showModal();
}

// The second half of a double click is not meant for a button that has come into the place of the first.
let pressed = "";
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("#alarms button");
    if (button && event.detail > 1 && button.id !== pressed) {
      event.preventDefault();
      event.stopPropagation();
    } else if (button) {
      pressed = button.id;
    }
  },
  true,
);

const resolveDialog = document.getElementById("resolve-dialog");
const resolveForm = document.getElementById("resolve-form");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-resolve], [data-opens], [data-dismiss]");
  if (!button) return;
  if (button.dataset.resolve) {
    resolveForm.reset();
    resolveForm.dataset.alarm = button.dataset.resolve;
    document.getElementById("resolve-about").textContent = button.dataset.about;
    document.getElementById("resolve-hint").textContent = button.dataset.itself ? words.resolve_itself_hint : words.resolve_hint;
    resolveDialog.showModal();
    // In the field for a note the keyboard of a phone would come up over the buttons.
    document.getElementById("resolve-title").focus();
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
      body: new URLSearchParams({ real: event.submitter.value, note: resolveForm.elements.note.value }),
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
const snooze = document.getElementById("snooze");
function showSound() {
  const { unlocked, snoozedMs, level } = sounder;
  soundState.textContent = unlocked ? (snoozedMs ? `${words.snoozed} · ${Math.ceil(snoozedMs / 1000)} ${words.seconds}` : words.sound_on) : words.sound_locked;
  soundState.classList.toggle("on", unlocked && !snoozedMs);
  soundState.classList.toggle("off", !unlocked || snoozedMs > 0);
  startShift.textContent = unlocked ? words.test_sound : words.start_shift;
  startShift.classList.toggle("primary", !unlocked);
  snooze.hidden = !unlocked || !(snoozedMs || (level > 0 && level < 3));
  snooze.textContent = snoozedMs ? words.snooze_end : words.snooze;
}
if (startShift) {
  sounder.onchange = showSound;
  startShift.addEventListener("click", () => sounder.unlock());
  snooze.addEventListener("click", () => (sounder.snoozedMs ? sounder.wake() : sounder.snooze()));
  setInterval(showSound, 500);
  sounder.resume();
}

const switchForm = document.getElementById("switch-form");
switchForm?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = document.getElementById("switch-problem");
  try {
    const answer = await fetch("/switch", { method: "POST", body: new URLSearchParams(new FormData(switchForm)) });
    const said = await answer.json();
    problem.textContent = said.text[language];
    problem.hidden = answer.ok;
    switchForm.elements.secret.value = "";
    if (!answer.ok) return;
    document.getElementById("carer-name").textContent = said.name[language];
    document.body.dataset.carer = said.name[language];
    document.getElementById("switch-dialog").close();
    line.connect();
    say(`${words.signed_in_as} ${said.name[language]}`);
  } catch {
    problem.textContent = words.failed;
    problem.hidden = false;
  }
});

const talk = document.getElementById("talk");
if (talk) talk.scrollTop = talk.scrollHeight;
if (alarmsPlace) alarmsChanged(alarmsPlace);
line.start();

// Where the ways are wider than the screen, this page's own stands in view.
document.querySelector(".ways [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
