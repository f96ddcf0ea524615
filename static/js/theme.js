// Switches the theme at once; the cookie lets the server draw the next page in it. Without JavaScript the form posts.
document.documentElement.classList.add("js");
const form = document.querySelector("[data-theme-form]");
form?.theme.addEventListener("change", () => {
  const theme = form.theme.value;
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
});
