// Asks the browser for a security key and sends its answer with the form. The rest is the server's.
"use strict";
for (const form of document.querySelectorAll("form[data-security-key]")) {
  const failed = form.querySelector("[data-failed]");
  const options = JSON.parse(form.dataset.options);
  const ask = window.webauthnJSON[form.dataset.securityKey];
  const button = form.querySelector("[data-ask]");
  button.addEventListener("click", async () => {
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(options));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
  // Until here a press would have done nothing.
  button.disabled = false;
}
