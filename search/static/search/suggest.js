// Offers while typing, for the search box marked data-suggest. The page works without it.
"use strict";
(() => {
  const box = document.querySelector("input[data-suggest]");
  if (!box) return;
  const list = document.createElement("ul");
  list.id = "goi-y";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.closest("form").append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    box.setAttribute(name, value);
  }
  let chosen = -1;
  let waiting = 0;
  let newest = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const take = (offer) => {
    if (offer.url) {
      window.location.href = offer.url;
      return;
    }
    box.value = offer.text;
    box.form.submit();
  };

  const show = (offers) => {
    list.replaceChildren(...offers.map((offer, at) => {
      const item = document.createElement("li");
      item.id = `goi-y-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = offer.text;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(offer); });
      item.offer = offer;
      return item;
    }));
    chosen = -1;
    list.hidden = offers.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const number = ++newest;
    const text = box.value.trim();
    if (text.length < 2) { close(); return; }
    try {
      const asked = new URLSearchParams({ q: text, lang: document.documentElement.lang });
      const answer = await fetch(`${box.dataset.suggest}?${asked}`, { credentials: "omit" });
      if (!answer.ok || number !== newest) return;
      show((await answer.json()).suggestions);
    } catch { close(); }
  };

  const move = (step) => {
    const items = [...list.children];
    if (!items.length || list.hidden) return;
    if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
    chosen = (chosen + step + items.length) % items.length;
    items[chosen].setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", items[chosen].id);
  };

  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Escape") { close(); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen].offer); }
  });
})();
