// Keeps what a freeze can be spared from one build to the next: https://docs.netlify.com/extend/develop-and-share/develop-build-plugins/
const kept = [".cache/escarcha", "build"];

module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(kept),
  // What a proposal of somebody else's has left there must not reach the site.
  onPostBuild: ({ utils }) => process.env.CONTEXT === "deploy-preview" || utils.cache.save(kept),
};
