/** Whether these pages hold the gallery of components: all but a release's do. */
declare const __GALLERY__: boolean;
