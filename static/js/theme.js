// Switches the theme at once; the cookie lets the server draw the next page in it. Without JavaScript the form posts.
document.documentElement.classList.add("js");
const form = document.querySelector("[data-theme-form]");
form?.theme.addEventListener("change", () => {
  const theme = form.theme.value;
  document.documentElement.dataset.theme = theme;
  document.cookie = `__Host-theme=${theme}; path=/; secure; max-age=31536000; samesite=lax`;
});
