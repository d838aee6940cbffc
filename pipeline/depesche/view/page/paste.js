// The box of the server's page: an article is sent to be extracted, and its record joins the page.

function preparePaste(form) {
  const answer = form.querySelector('[role="status"]');
  const button = form.querySelector('button[type="submit"]');
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { text, title, published, key } = form.elements;
    if (!text.value.trim()) {
      answer.textContent = say("paste_empty");
      text.focus();
      return;
    }
    answer.textContent = say("paste_busy");
    button.disabled = true;
    try {
      const record = await extractText(form.action, key?.value ?? "", {
        text: text.value, title: title.value.trim() || null, published: published.value || null });
      const article = receive(record);
      answer.textContent = say("paste_done", { deals: number(article.deals.length), mentions: number((record.mentions ?? []).length) });
      openArticle(article, article.deals[0] ?? null);
    } catch (error) {
      answer.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}

async function extractText(address, key, article) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...(key ? { "x-api-key": key } : {}) },
      body: JSON.stringify(article),
    });
  } catch {
    throw new Error(say("paste_unreachable"));
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    const detail = body?.detail ?? body?.error ?? response.statusText;
    throw new Error(say("paste_failed", { status: response.status, reason: typeof detail === "string" ? detail : JSON.stringify(detail) }));
  }
  return body;
}

/** Take the nulls out, which the record of a server has and that of a file has not. */
function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null).map(([name, part]) => [name, withoutNulls(part)]));
}

function receive(given) {
  const record = withoutNulls(given);
  record.source.title ??= firstWords(record.text ?? record.id);
  add([record]);
  show();
  return articles[articles.length - 1];
}

function firstWords(text) {
  const line = text.trim().split("\n")[0];
  return line.length > 60 ? `${line.slice(0, 60).replace(/\s+\S*$/, "")} …` : line;
}
