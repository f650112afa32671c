// What is done with a page when it is there, and again when something has come into it: whoever puts it there
// dispatches "arrive" at the document.
const furnishing = (act) => {
  act();
  document.addEventListener("arrive", act);
};
