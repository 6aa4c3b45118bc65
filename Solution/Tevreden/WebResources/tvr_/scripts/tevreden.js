"use strict";

// Shared by every page of this solution: who reads it and in which language, calls to the Web API of the same origin,
// and the states that any page can be in. Texts from outside reach the page as text nodes only, never as markup.
const Tevreden = (() => {
  const context = GetGlobalContext();
  const dutch = 1043;
  const language = context.userSettings.languageId === dutch ? "nl" : "en";
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const address = context.getClientUrl().replace(/\/$/, "");
  const api = `${address}/api/data/v9.2/`;
  const formatted = "@OData.Community.Display.V1.FormattedValue";

  const texts = {
    en: {
      loading: "Loading…",
      noAccess: "You can't see this",
      noAccessHelp: "Your security roles don't include it. Ask your administrator for the role “Tevreden reader”.",
      failed: "This could not be loaded",
      offline: "The server did not answer. Check your connection and try again.",
      retry: "Try again",
      unsaved: "Save the record first",
      unsavedHelp: "There is something to see here once the record has been saved.",
    },
    nl: {
      loading: "Laden…",
      noAccess: "U kunt dit niet zien",
      noAccessHelp: "Uw beveiligingsrollen geven er geen toegang toe. Vraag uw beheerder om de rol ‘Tevreden reader’.",
      failed: "Dit kon niet worden geladen",
      offline: "De server gaf geen antwoord. Controleer uw verbinding en probeer het opnieuw.",
      retry: "Opnieuw proberen",
      unsaved: "Sla de rij eerst op",
      unsavedHelp: "Hier is iets te zien zodra de rij is opgeslagen.",
    },
  };

  /** A text by its key, with {0}, {1} … filled in. */
  function text(key, ...values) {
    const found = texts[language][key];
    if (found === undefined) throw new Error(`There is no text for '${key}'.`);
    return found.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
  }

  /** A text with a number: key for many or none, keyOne for one. The number is {0}. */
  const plural = (key, count, ...more) => text(count === 1 ? `${key}One` : key, number(count), ...more);

  /** Adds a page's own texts. */
  function say(own) {
    for (const name of Object.keys(texts)) Object.assign(texts[name], own[name]);
  }

  const number = (value, digits = 0) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const signed = (value, digits = 0) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value);
  const date = (value) => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(value));
  const moment = (value) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));

  const bare = (id) => id.replace(/[{}]/g, "").toLowerCase();

  /** The row that the form shows, from the parameters which the form passes on; or the one that another page names in its data. */
  function row() {
    const parameters = new URLSearchParams(location.search);
    const given = new URLSearchParams(parameters.get("data") ?? "");
    const of = (name) => parameters.get(name) ?? given.get(name) ?? "";
    return { id: bare(of("id")), table: of("typename"), name: of("name") };
  }

  class Problem extends Error {
    constructor(status, message) {
      super(message);
      this.status = status;
    }
  }

  async function call(method, path, body, prefer = "") {
    let response;
    try {
      response = await fetch(new URL(path, api), {
        method,
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json; charset=utf-8",
          "OData-MaxVersion": "4.0",
          "OData-Version": "4.0",
          Prefer: `odata.include-annotations="OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.lookuplogicalname"${prefer}`,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch {
      throw new Problem(0, text("offline"));
    }

    const answer = response.status === 204 ? null : await response.json().catch(() => null);
    if (!response.ok) throw new Problem(response.status, answer?.error?.message ?? `HTTP ${response.status}`);
    return answer;
  }

  const get = (path) => call("GET", path);
  const list = async (path) => (await get(path)).value;

  /** Some rows, and the address of those after them where there are more. */
  async function page(path, size) {
    const found = await call("GET", path, undefined, `,odata.maxpagesize=${size}`);
    return { value: found.value, next: found["@odata.nextLink"] };
  }

  const post = (action, parameters = {}) => call("POST", action, parameters);

  /** Writes to the row, and lets its open form know: saved later, the form would put back what it loaded before. What somebody typed there and has not saved yet stays. */
  async function save(set, id, values) {
    await call("PATCH", `${set}(${id})`, values);
    const form = host()?.Page;
    if (bare(form?.data?.entity?.getId() ?? "") !== id) return;
    const put = () => Object.entries(values).forEach(([column, value]) => form.getAttribute(column)?.setValue(value));
    if (form.data.entity.getIsDirty()) put();
    else await form.data.refresh(false).then(null, put);
  }

  /** What a person reads in a column: the label of a choice, the name of a related row. */
  const shown = (found, column) => found[column + formatted] ?? found[column] ?? "";

  /** The reader's line of a text that was written for all: English, then Dutch. */
  function ours(text) {
    const [first, second] = (text ?? "").split("\n");
    return (language === "nl" && second) || first;
  }

  /** The label of a definition, as this person reads it. */
  const label = (labels) => labels?.UserLocalizedLabel?.Label;

  const svgTags = new Set(["svg", "g", "path", "circle", "line", "rect", "text", "title", "desc"]);

  /** Makes an element. Children are elements or texts; an attribute of null is left out, a function listens to the event of that name. */
  function make(tag, attributes = {}, ...children) {
    const element = svgTags.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
    }

    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const pageOf = (parameters) => `${address}/main.aspx?${new URLSearchParams(parameters)}`;

  // Inside Dynamics the form's own navigation keeps the app around the record; elsewhere the address is followed.
  function host() {
    try {
      return window.parent !== window ? window.parent.Xrm : undefined;
    } catch {
      return undefined;
    }
  }

  function openWith(event, input, options) {
    const navigation = host()?.Navigation;
    if (!navigation?.navigateTo || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigation.navigateTo(input, options);
  }

  const recordLink = (table, id, label) =>
    make("a", { href: pageOf({ pagetype: "entityrecord", etn: table, id }), target: "_top", click: (event) => openWith(event, { pageType: "entityrecord", entityName: table, entityId: id }) }, label);

  /** Another page of this solution, about the same row. In Dynamics it opens over the form. */
  function pageLink(name, about, label) {
    const data = String(new URLSearchParams(about));
    const open = (event) => openWith(event, { pageType: "webresource", webresourceName: `tvr_/pages/${name}.html`, data }, { target: 2, width: { value: 85, unit: "%" }, height: { value: 85, unit: "%" } });
    return make("a", { href: `${name}.html?data=${encodeURIComponent(data)}`, target: "_top", click: open }, label);
  }

  const listLink = (table, label) =>
    make("a", { href: pageOf({ pagetype: "entitylist", etn: table }), target: "_top", click: (event) => openWith(event, { pageType: "entitylist", entityName: table }) }, label);

  /** A button for work that takes a while. Pressed again meanwhile it does nothing; it keeps the focus, which a disabled one would lose. */
  function busyButton(attributes, work, name) {
    const button = make("button", { type: "button", ...attributes, click: async () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      button.setAttribute("aria-disabled", "true");
      await work();
      button.removeAttribute("aria-disabled");
    } }, name);
    return button;
  }

  /** A state that fills the page: nothing yet, no access, an error. */
  function state(kind, title, help, ...more) {
    return make("div", { class: `state state-${kind}`, role: kind === "error" ? "alert" : "status" }, make("p", { class: "state-title" }, title), help ? make("p", {}, help) : null, ...more);
  }

  function problemState(problem, again) {
    if (problem.status === 401 || problem.status === 403) return state("locked", text("noAccess"), text("noAccessHelp"));
    return state("error", text("failed"), problem.message, make("button", { type: "button", click: again }, text("retry")));
  }

  /** Shows what a page makes of its data, and whatever else happens. */
  async function load(place, read, waiting = text("loading")) {
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(state("loading", waiting));
    try {
      place.replaceChildren(...[await read()].flat().filter(Boolean));
    } catch (problem) {
      place.replaceChildren(problemState(problem, () => load(place, read, waiting)));
    } finally {
      place.setAttribute("aria-busy", "false");
    }
  }

  /** One card of a page whose data may be out of reach while the rest is not: it says so itself, and shows what else it holds all the same. */
  async function part(title, read, showIt, more = []) {
    const card = (...content) => make("section", { class: "card" }, make("h2", {}, title), ...content, ...more);
    try {
      return card(...[await showIt(await read())].flat(Infinity).filter(Boolean));
    } catch (problem) {
      return card(make("p", { class: "soft" }, problem.status === 401 || problem.status === 403 ? text("noAccess") : `${text("failed")}: ${problem.message}`));
    }
  }

  /** Starts a page: its texts, its language, its title, and what it shows. */
  function start(own, read, { withoutRow = false } = {}) {
    say(own);
    document.documentElement.lang = language;
    document.title = text("title");
    const place = make("div");
    const main = document.querySelector("main");
    main.setAttribute("aria-labelledby", "title");
    main.replaceChildren(make("h1", { class: "hidden", id: "title" }, text("title")), place);
    return load(place, () => (row().id || withoutRow ? read(row()) : state("empty", text("unsaved"), text("unsavedHelp"))));
  }

  return {
    locale, text, plural, number, signed, date, moment, row, get, list, page, post, save, shown, ours, label, make, busyButton, recordLink, listLink, pageLink, state, load, part, start,
  };
})();
