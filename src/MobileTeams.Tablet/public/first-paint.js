// Runs before anything is drawn, so that a dark car is never lit by a white page. The rule is the one in src/theme.ts.
(function () {
  var choice = localStorage.getItem("theme");
  var hour = Number(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", hour: "numeric", hourCycle: "h23" }).format(new Date()));
  document.documentElement.dataset.theme = choice === "day" || choice === "dark" ? choice : hour >= 21 || hour < 6 ? "dark" : "day";
  var language = localStorage.getItem("language");
  if (language === "en" || language === "sv") document.documentElement.lang = language;
})();
