// Counts the codes' seconds down and shows the next ones. Without it, the button does the same.
const line = document.querySelector("[data-seconds]");
let left = Number(line.dataset.seconds);
setInterval(() => {
  left -= 1;
  if (left <= 0) {
    location.reload();
  } else {
    line.textContent = line.dataset.words.replace("{seconds}", left);
  }
}, 1000);
