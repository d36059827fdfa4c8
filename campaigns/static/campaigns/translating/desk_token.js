/* The token against forged requests as it is now: logging in again in another tab changes it, and
   the one in the page would be refused for ever. */

export const token = () =>
  document.cookie.match("(?:^|; )csrftoken=([^;]*)")?.[1] ??
  document.querySelector("[name=csrfmiddlewaretoken]").value;
