"use strict";

const body = document.getElementById("orders");
const fresh = document.getElementById("fresh");
const section = document.querySelector("section");
let shown = [];      // ids in the order of the rows
let waiting = null;  // the latest board, while rows must not move

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const count = new Intl.NumberFormat();
const money = (amount, currency) => new Intl.NumberFormat(undefined, { style: "currency", currency }).format(amount);

function element(name, text, className) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

function stepCell(step, done, href) {
  const cell = element("td");
  const status = step?.status ?? "pending";
  const line = element("span", undefined, `step ${status === "failed" ? "failed-step" : status}`);
  if (status === "done" && href) {
    const link = element("a", done);
    link.href = href;
    line.append(link);
  } else {
    line.append(status === "done" ? done : status);
  }
  cell.append(line);
  if (step?.at) cell.append(element("small", clock.format(new Date(step.at))));
  if (step?.detail) cell.append(element("small", step.detail, "detail"));
  return cell;
}

// The same invoice for machines; the few that have no such form say why.
function invoiceCell(invoice) {
  const path = invoice?.reference && `/invoices/${encodeURIComponent(invoice.reference)}`;
  const cell = stepCell(invoice, invoice?.reference ?? "issued", path && `${path}.pdf`);
  if (invoice?.status === "done" && path) {
    const xml = element("a", "XML");
    xml.href = `${path}.xml`;
    cell.querySelector("small")?.append(" · ", xml);
  }
  return cell;
}

function row(order) {
  const tr = element("tr");
  tr.dataset.id = order.orderId;

  const number = element("td");
  const link = element("a", order.orderNumber);
  link.href = `/orders/${order.orderId}`;
  number.append(link, element("small", clock.format(new Date(order.acceptedAt))));

  const customer = element("td", order.customer);
  customer.append(element("small", order.locale));

  const { email, inventory, invoice } = order.steps;
  tr.append(number, customer, element("td", money(order.total, order.currency), "number"),
    stepCell(email, "sent", `/mails/${order.orderId}`),
    stepCell(inventory, inventory?.backordered > 0 ? "reserved in part" : "reserved"),
    invoiceCell(invoice));
  return tr;
}

// Rows never move under the pointer or the keyboard: while either is on the table, known rows change in place.
const isHeld = () => section.matches(":hover") || section.contains(document.activeElement);

function render(board) {
  for (const node of document.querySelectorAll("[data-count]")) node.textContent = count.format(board.counts[node.dataset.count]);
  document.querySelector("#totals .failed").hidden = board.counts.stepsFailed === 0;
  document.getElementById("empty").hidden = board.orders.length > 0;
  document.querySelector(".scroll").hidden = board.orders.length === 0;

  const byId = new Map(board.orders.map(order => [order.orderId, order]));
  const added = board.orders.filter(order => !shown.includes(order.orderId)).length;
  if (added > 0 && shown.length > 0 && isHeld()) {
    waiting = board;
    fresh.textContent = added === 1 ? "Show 1 new order" : `Show ${added} new orders`;
    fresh.hidden = false;
    for (const tr of body.children) {
      const order = byId.get(tr.dataset.id);
      if (order) update(tr, order);
    }
    return;
  }

  waiting = null;
  fresh.hidden = true;
  if (added === 0 && shown.length === board.orders.length) {
    for (const tr of body.children) update(tr, byId.get(tr.dataset.id));
    return;
  }
  shown = board.orders.map(order => order.orderId);
  body.replaceChildren(...board.orders.map(row));
}

// Cell by cell, so that focus and selection stay where they are.
function update(tr, order) {
  const next = row(order);
  const cells = [...next.children];
  [...tr.children].forEach((cell, index) => {
    if (!cell.isEqualNode(cells[index])) cell.replaceWith(cells[index]);
  });
}

fresh.addEventListener("click", () => {
  const board = waiting;
  shown = [];
  fresh.blur();
  if (board) render(board);
});
section.addEventListener("pointerleave", () => { if (waiting && !isHeld()) render(waiting); });

document.getElementById("sample").addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  const placed = document.getElementById("placed");
  button.disabled = true;
  placed.className = "";
  try {
    const order = await (await fetch(`/samples/order?${new URLSearchParams(new FormData(form))}`)).json();
    const response = await fetch("/orders", {
      method: "POST", headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }, body: JSON.stringify(order)
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.title ?? response.statusText);
    placed.textContent = `Order ${answer.orderNumber} accepted.`;
  } catch (error) {
    placed.className = "error";
    placed.textContent = `The order was not placed: ${error.message}`;
  } finally {
    button.disabled = false;
  }
});

const source = new EventSource("/board/live");
source.onmessage = event => { document.getElementById("offline").hidden = true; render(JSON.parse(event.data)); };
source.onerror = () => { document.getElementById("offline").hidden = false; };
