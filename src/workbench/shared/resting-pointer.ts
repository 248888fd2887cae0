/**
 * Keeps explanations shut that nobody asked for: after a click or a key the page may move, and a
 * word that comes to lie beneath a pointer at rest is not pointed at. The browser says that it was
 * entered all the same; the pointer's next move tells.
 */
export function ignoreRestingPointer(page: Document): void {
  let rests = false;
  const rest = () => {
    rests = true;
  };
  page.addEventListener('click', rest, true);
  page.addEventListener('keydown', rest, true);
  const move = () => {
    rests = false;
  };
  page.addEventListener('pointermove', move, true);
  page.addEventListener('pointerdown', move, true);
  page.addEventListener('mouseenter', (event) => rests && event.stopPropagation(), true);
}
