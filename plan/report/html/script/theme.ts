import { required } from "./elements";

/** The button that changes the theme. The choice is kept for other reports. */
const root = document.documentElement;
const button = required("theme", HTMLButtonElement);
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
}

function nameTheme(): void {
  button.textContent = isDark() ? "Light theme" : "Dark theme";
}

/** Local storage may be unavailable for a page from disk. */
function remember(value: string): void {
  try {
    localStorage.setItem("theme", value);
  } catch {}
}

function remembered(): string {
  try {
    return localStorage.getItem("theme") ?? "";
  } catch {
    return "";
  }
}

button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  remember(root.dataset.theme);
  nameTheme();
});
systemDark.addEventListener("change", nameTheme);
root.dataset.theme = remembered();
nameTheme();
