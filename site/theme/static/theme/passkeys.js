// Shows what only works with a script once it can work, and says so when a passkey fails.
(function () {
  if (!window.PublicKeyCredential) return
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('[data-passkey]').forEach(function (part) { part.hidden = false })
    document.querySelectorAll('[data-no-passkey]').forEach(function (part) { part.hidden = true })
  })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.querySelectorAll('[data-passkey-error]').forEach(function (part) { part.hidden = false })
  })
})()
