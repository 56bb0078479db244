// Keeps watch on a page beside the main one: whoever reads or writes there sees and hears alarms and a lost connection.
import { Line } from "/static/line.js";
import { Sounder } from "/static/sound.js";

const words = JSON.parse(document.getElementById("words").textContent);
const sounder = new Sounder();
const ribbon = document.getElementById("alarm-ribbon");
const announcer = document.getElementById("announcer");
const startShift = document.getElementById("start-shift");

function show({ sections }) {
  if (sections.alarms === undefined) return;
  const drawn = document.createElement("template");
  drawn.innerHTML = sections.alarms;
  const alarms = [...drawn.content.querySelectorAll("[data-alarm]")].map((alarm) => alarm.dataset);
  const sounding = alarms.filter((alarm) => alarm.sounding === "yes");
  sounder.alarm(Math.max(0, ...sounding.map((alarm) => Number(alarm.level))), sounding.map((alarm) => alarm.alarm));
  // Of several the worst that nobody has answered yet.
  const first = sounding[0] ?? alarms[0];
  ribbon.hidden = !first;
  if (!first) return;
  const pause = document.body.dataset.language === "zh" ? "，" : ". ";
  const number = alarms.length > 1 ? ` (${alarms.length})` : "";
  const sentence = `${words.alarms}${number}${words.colon}${first.text}${pause}${first.stageWords}`;
  ribbon.className = `ribbon level-${first.level}`;
  if (ribbon.textContent === sentence) return;
  ribbon.textContent = sentence;
  announcer.textContent = sentence;
}

sounder.onchange = () => {
  startShift.textContent = sounder.unlocked ? words.sound_on : words.start_shift;
  // Where nothing can be heard, that stands out.
  startShift.className = sounder.unlocked ? "quiet-button" : "primary";
};
startShift.addEventListener("click", () => sounder.unlock());
sounder.resume();

const line = new Line({
  words,
  language: document.body.dataset.language,
  sounder,
  only: "alarms",
  on: { snapshot: show, change: show },
});
line.start();

// Where the ways are wider than the screen, this page's own stands in view.
document.querySelector(".ways [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
