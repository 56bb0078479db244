// Draws what moves: the robot, its path, the people in view, the places of alarms, the level of the microphone.
const SVG = "http://www.w3.org/2000/svg";
const robot = document.getElementById("map-robot");
const path = document.getElementById("map-path");
const people = document.getElementById("map-people");
const alarmPlaces = document.getElementById("map-alarms");
const sentence = document.getElementById("map-words");

function make(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

// More of them are a crowd: its labels would cover one another, so only residents and whoever is down are named.
const CROWD = 6;

function drawPerson(person, words, crowded) {
  const group = make("g", { class: `person ${person.posture}`, transform: `translate(${person.x} ${person.y})` });
  const { x, width } = document.getElementById("map-drawing").viewBox.baseVal;
  const share = (person.x - x) / width;
  const anchor = share < 0.25 ? "start" : share > 0.75 ? "end" : "middle";
  const said = `${person.name || words.somebody} · ${person.posture_words}`;
  group.append(make("circle", { r: 0.18 }));
  if (!crowded || person.name || person.posture === "fallen") {
    group.append(make("text", { class: anchor }, said));
  }
  return group;
}

// What a text takes with the rim that is drawn around it, which its own box leaves out.
function boxOf(text, { x, y }, rim) {
  const box = text.getBBox();
  return { left: box.x + x - rim, right: box.x + box.width + x + rim, top: box.y + y - rim, bottom: box.y + box.height + y + rim };
}

function meet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

const REACH_M = 0.4;

// Above whom it names, else below or further off: where it covers no name of a room, no other person's and no robot.
function placeLabels(seen, body) {
  const label = Number(people.dataset.labelM);
  const rim = label * 0.12;
  const taken = [...document.querySelectorAll("#map-drawing .room-name")].map((text) => boxOf(text, { x: 0, y: 0 }, rim));
  if (body) taken.push({ left: body.x - REACH_M, right: body.x + REACH_M, top: body.y - REACH_M, bottom: body.y + REACH_M });
  const rows = [0, 1.2, 2.4, 3.6].map((further) => 0.2 + label * (0.7 + further)).flatMap((away) => [-away, away]);
  seen.forEach((person, number) => {
    const text = people.children[number].querySelector("text");
    if (!text) return;
    const boxAt = (y) => {
      text.setAttribute("y", y);
      return boxOf(text, person, rim);
    };
    const isFree = (box) => !taken.some((other) => meet(box, other));
    taken.push(boxAt(rows.find((y) => isFree(boxAt(y))) ?? rows[0]));
  });
}

function drawRobot(body) {
  robot.setAttribute("visibility", body ? "visible" : "hidden");
  path.setAttribute("points", body ? body.path : "");
  if (!body) return;
  robot.setAttribute("transform", `translate(${body.x} ${body.y}) rotate(${body.degrees})`);
  robot.classList.toggle("lost", !body.localised);
}

function bodyInWords({ body, without_body }, words) {
  if (!body) return [without_body];
  const said = [`${words.battery} ${Math.round(body.battery * 100)}%`, `${words.speed} ${body.speed_mps.toFixed(2)} m/s`];
  if (body.holding) said.push(`${words.holding} ${body.holding}`);
  if (body.emergency_stop) said.push(words.emergency_stop);
  if (!body.localised) said.push(words.lost_position);
  if (body.health > 0) said.push(body.fault || body.health_words);
  return said;
}

function peopleInWords(seen, words) {
  if (seen === null) return [];
  if (!seen.length) return [words.nobody_in_view];
  const counts = new Map();
  for (const person of seen) {
    const said = `${person.name || words.somebody}: ${person.posture_words}`;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([said, number]) => (number > 1 ? `${said} × ${number}` : said));
}

const microphone = document.getElementById("microphone");
const microphoneOff = document.getElementById("microphone-off");

function drawMicrophone(level) {
  if (!microphone) return;
  microphone.hidden = level === null;
  microphoneOff.hidden = level !== null;
  if (level !== null) microphone.value = level;
}

export function drawMotion(motion, words) {
  drawMicrophone(motion.microphone);
  if (!robot) return;
  drawRobot(motion.body);
  const seen = motion.people ?? [];
  people.replaceChildren(...seen.map((person) => drawPerson(person, words, seen.length > CROWD)));
  placeLabels(seen, motion.body);
  sentence.textContent = [...bodyInWords(motion, words), ...peopleInWords(motion.people, words)].join(" · ");
}

export function drawAlarms(alarms) {
  if (!alarmPlaces) return;
  const placed = alarms.filter((alarm) => alarm.dataset.x !== undefined);
  alarmPlaces.replaceChildren(
    ...placed.map((alarm) => make("circle", { class: "alarm-place", cx: alarm.dataset.x, cy: alarm.dataset.y, r: 0.45 })),
  );
}
