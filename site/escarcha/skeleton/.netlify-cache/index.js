// Keeps what a freeze can be spared from one build to the next: https://docs.netlify.com/extend/develop-and-share/develop-build-plugins/
const kept = [".cache/escarcha", "build"];

module.exports = {
  // Before the command, and after it has gone well: what failed is of no use to the next build.
  onPreBuild: ({ utils }) => utils.cache.restore(kept),
  onPostBuild: ({ utils }) => utils.cache.save(kept),
};
