// Blazor tells the dialog how the connection stands by event and by class; the texts show by class.
const modal = document.getElementById("components-reconnect-modal");
modal.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "show") modal.showModal();
  else if (detail.state === "hide") modal.close();
  else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
  else if (detail.state === "rejected") location.reload();
});

document.getElementById("components-reconnect-button").addEventListener("click", retry);
document.getElementById("components-resume-button").addEventListener("click", resume);

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  try {
    // True: connected. False: the server answered, but no longer knows this page. Exception: no answer.
    if (await Blazor.reconnect()) return;
    if (await Blazor.resumeCircuit()) modal.close();
    else location.reload();
  } catch {
    document.addEventListener("visibilitychange", retryWhenVisible);
  }
}

async function resume() {
  try {
    if (!(await Blazor.resumeCircuit())) location.reload();
  } catch {
    modal.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
  }
}

async function retryWhenVisible() {
  if (document.visibilityState === "visible") await retry();
}
