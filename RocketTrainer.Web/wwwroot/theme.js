// Runs in <head>, before the first paint: the page never shows in the wrong theme.
(() => {
  const key = "rockettrainer.theme";
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is off: the choice lasts until the page is left
    }
  };

  const choice = () => document.documentElement.dataset.theme ?? "system";
  const isDark = () => choice() === "dark" || (choice() === "system" && system.matches);

  const choose = (theme) => {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(key, theme);
    } catch {
      // as above
    }
    return isDark();
  };

  const apply = () => {
    const theme = stored() ?? document.documentElement.dataset.preferredTheme; // the account's, on a browser that has none yet
    document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "system";
  };

  apply();

  // The server writes times on the reader's clock from the first page on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;

  // A page change without a circuit takes the attributes of <html> from the server, which doesn't know the choice.
  new MutationObserver(() => document.documentElement.dataset.theme || apply())
    .observe(document.documentElement, { attributeFilter: ["data-theme"] });

  window.rocketTheme = { choice, choose, isDark };
})();
