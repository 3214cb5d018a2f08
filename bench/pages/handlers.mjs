// The way to the bare handlers of servers/plain.mjs.

export async function tell(database, documents) {
  const body = JSON.stringify(documents);
  const answer = await fetch(`/docs/${database}`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
}

export async function ask(database, after, limit) {
  const answer = await fetch(`/docs/${database}?after=${after}&limit=${limit}`);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}
