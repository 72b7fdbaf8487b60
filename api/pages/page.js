// The front page: ask who serves an industry, load files, take them out again. Plain DOM; text is never parsed as HTML.
"use strict";

const api = "/api/v1/";
const statusNames = { active: "有效", superseded: "已更新", retracted: "已撤回" };
const byId = (id) => document.getElementById(id);

function node(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

async function call(path, options = {}) {
  const token = sessionStorage.getItem("token");
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(api + path, { ...options, headers });
  const body = await response.json();
  if (response.status === 401) {
    const given = window.prompt("请输入访问令牌");
    if (given) {
      sessionStorage.setItem("token", given);
      return call(path, options);
    }
  }
  if (!response.ok && body.title) {
    throw new Error([body.title, body.hint].filter(Boolean).join("。"));
  }
  return body;
}

function place(locator) {
  if (locator.row) return `${locator.sheet ? `“${locator.sheet}” ` : ""}第 ${locator.row} 行`;
  return `${locator.page ? `第 ${locator.page} 页 ` : ""}第 ${locator.paragraph} 段`;
}

function showPath(path) {
  const box = node("div");
  const head = node("p", "", "chain");
  head.append(node("span", path.inferred ? "推断" : "原文", "tag"), ` ${path.label}：${path.steps[0].source.name}`);
  for (const step of path.steps) head.append(` —${step.label}→ ${step.target.name}`);
  if (path.since) head.append(node("small", `（${path.since} 起）`));
  box.append(head);
  const seen = new Set();
  for (const item of path.evidence) {
    const where = `${item.source} ${place(item.locator)}`;
    if (seen.has(where + item.text)) continue;
    seen.add(where + item.text);
    const quote = node("blockquote", item.text, "evidence");
    quote.append(node("cite", where));
    box.append(quote);
  }
  return box;
}

async function ask(event) {
  event.preventDefault();
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(byId("ask"))) if (value) query.set(name, value);
  const answer = byId("answer");
  answer.replaceChildren(node("p", "正在查询…"));
  try {
    const found = await call(`who-serves?${query}`);
    const count = `${found.results.length}${found.next ? "+" : ""} 人`;
    answer.replaceChildren(node("p", [count, ...found.warnings].join("；")));
    for (const server of found.results) {
      const card = node("article");
      card.append(node("h3", server.talent.name), ...server.paths.map(showPath));
      answer.append(card);
    }
  } catch (error) {
    answer.replaceChildren(node("p", error.message, "error"));
  }
}

async function upload(event) {
  event.preventDefault();
  const progress = byId("progress");
  const form = new FormData(byId("upload"));
  if (!form.get("region")) form.delete("region");
  progress.className = "";
  try {
    let job = await call("sources", { method: "POST", body: form });
    while (job.state === "waiting" || job.state === "running") {
      progress.textContent = `${job.message}（${Math.round(job.progress * 100)}%）`;
      await new Promise((wake) => setTimeout(wake, 300));
      job = await call(`jobs/${job.id}`);
    }
    const counts = job.result?.counts ?? {};
    const details = Object.entries({ accepted: "接受", warned: "提醒", rejected: "退回", entities: "实体", relations: "关系" })
      .filter(([key]) => counts[key]).map(([key, label]) => `${label} ${counts[key]}`);
    const changes = job.result?.changes?.entities ?? {};
    for (const [key, label] of Object.entries({ new: "新增", changed: "变更", gone: "消失" })) {
      if (changes[key]) details.push(`${label}实体 ${changes[key]}`);
    }
    progress.className = job.state === "failed" ? "error" : "";
    progress.textContent = [job.message, job.result?.error?.hint, ...details].filter(Boolean).join("，");
  } catch (error) {
    progress.className = "error";
    progress.textContent = error.message;
  }
  await refresh();
}

async function retract(source) {
  if (!window.confirm(`撤回“${source.name}”？只有它说过的事实会随之消失。`)) return;
  try {
    await call(`sources/${source.id}`, { method: "DELETE" });
  } catch (error) {
    byId("progress").textContent = error.message;
  }
  await refresh();
}

async function refresh() {
  const [state, sources] = await Promise.all([call("status"), call("sources?limit=100")]);
  const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
  byId("status").textContent = state.ready
    ? `${sum(state.entities)} 个实体，${sum(state.relations)} 条关系，${state.active_sources} 个有效来源`
    : "图正在更新…";
  byId("sources").replaceChildren(...sources.items.map((source) => {
    const row = node("tr");
    const added = new Date(source.added).toLocaleString("zh-CN");
    const cells = [source.name, statusNames[source.status], added, source.counts.statements ?? ""];
    row.append(...cells.map((text) => node("td", text)));
    const action = node("td");
    if (source.status === "active") {
      const button = node("button", "撤回");
      button.addEventListener("click", () => retract(source));
      action.append(button);
    }
    row.append(action);
    return row;
  }));
}

byId("ask").addEventListener("submit", ask);
byId("upload").addEventListener("submit", upload);
refresh().catch((error) => { byId("status").textContent = error.message; });
