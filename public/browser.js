// Looks whether this browser has what the app cannot do without, before the app is started: one that has not says so in
// words. Its own text is plain enough for browsers of long ago. What the app has a way round is not looked for.
(function () {
  // A module with all that `FLAGS` in xtask/src/site/optimise.rs lets ours use: memory.fill, i32.trunc_sat_f32_s, a table
  // of externref, two results, and i8x16.splat.
  var module = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 12, 2, 96, 1, 111, 2, 127, 127, 96, 0, 2, 127, 127, 3, 2, 1, 0, 4, 4, 1, 111, 0, 1, 5,
    3, 1, 0, 1, 10, 27, 1, 25, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 67, 0, 0, 0, 0, 252, 0, 65, 0, 253, 15, 253, 21, 0, 11
  ];
  var lacks = [];
  function look(name, works) {
    try {
      if (works()) return;
    } catch (error) {
      // Not there, or shut off: the same for the app.
    }
    lacks.push(name);
  }
  look("WebAssembly SIMD", function () { return WebAssembly.validate(new Uint8Array(module)); });
  look("IndexedDB", function () { return window.indexedDB; });
  look("crypto.getRandomValues", function () { return crypto.getRandomValues(new Uint8Array(1)); });
  look("modules", function () { return "noModule" in document.createElement("script"); });
  if (!lacks.length) return;
  document.documentElement.setAttribute("data-boot", "unfit");
  var skeleton = document.getElementById("skeleton");
  skeleton.innerHTML = document.getElementById("unfit").innerHTML;
  skeleton.removeAttribute("aria-busy");
  skeleton.querySelector("[data-cause]").textContent = lacks.join(", ");
})();
