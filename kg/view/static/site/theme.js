// The theme that was chosen, before anything is painted; without a choice the system decides.

try {
  const chosen = localStorage.getItem("papergraph-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch { /* storage is switched off */ }
