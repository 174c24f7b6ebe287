// Makes photos lighter; keeps what is being written until it was sent.
(() => {
  const HEAVIEST = 120e3, all = (what, where = document) => [...where.querySelectorAll(what)];

  async function lighter(file) {
    if (!/^image\/(jpeg|webp)$/.test(file.type) || file.size <= HEAVIEST) return file;
    try {
      const image = await createImageBitmap(file), sheet = document.createElement("canvas");
      let size = 1280, quality = 0.8, blob;
      do {
        const scale = Math.min(1, size / Math.max(image.width, image.height));
        sheet.width = image.width * scale;
        sheet.height = image.height * scale;
        sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
        blob = await new Promise(done => sheet.toBlob(done, "image/jpeg", quality));
        if (quality > 0.45) quality -= 0.12; else size *= 0.8;
      } while (blob.size > HEAVIEST && size > 200);
      return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type });
    } catch { return file; }
  }

  for (const form of all("form[data-draft]")) {
    const name = form.dataset.draft, back = form.querySelector("[data-restored]");
    // What is nobody else's business does not stay on a device that others may use.
    const typed = all("[type=text], [type=date], [type=url], [type=number], textarea", form).filter(field => !("unkept" in field.dataset));
    const marks = all("[name=form_key], [name=version]", form);
    const fields = typed.concat(marks), fresh = marks.map(mark => mark.value);
    const changed = () => typed.some(field => field.value !== field.defaultValue);
    const keep = () => drafts.keep(name, Object.fromEntries(fields.map(field => [field.name, field.value])));
    const draft = drafts.read(name) || {};
    if ("again" in form.dataset || changed()) keep();
    else {
      for (const field of fields) field.value = draft[field.name] || field.value;
      back.hidden = !changed();
    }
    form.addEventListener("input", keep);
    form.addEventListener("reset", () => {
      drafts.forget(name);
      marks.forEach((mark, index) => { mark.value = fresh[index]; });
      back.hidden = true;
    });

    const files = form.querySelector("[type=file]"), said = form.querySelector("[data-photos]");
    if (!said) continue;
    async function shrink() {
      const list = new DataTransfer(), lines = [];
      for (const file of files.files) {
        const light = await lighter(file);
        if (light !== file) lines.push(`${file.size / 1e3 | 0} → ${light.size / 1e3 | 0} K`);
        list.items.add(light);
      }
      files.files = list.files;
      said.hidden = !lines.length;
      said.textContent = said.dataset.photos + " " + lines.join(", ");
      waiting = 0;
    }
    let waiting;
    files.addEventListener("change", () => { waiting = shrink(); });
    form.addEventListener("submit", async event => {
      if (!waiting) return;
      event.preventDefault();
      await waiting;
      form.requestSubmit();
    });
  }
})();
