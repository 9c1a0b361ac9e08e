/* psc-export-choices.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-export-choices"

#include "config.h"

#include "psc-export-choices.h"

/* With the scale of 2 that is the default, a slide has 1920 × 1080 pixels, and
 * text that can be read from the last row. */
#define SLIDE_WIDTH  960
#define SLIDE_HEIGHT 540
#define PAGE_WIDTH   1200

static const struct
{
  const char *key;
  gsize       offset;
  const char *names[PSC_N_EXPORT_FORMATS + 1]; /* by value, from 0 */
} choices[] = {
  { "export-picture-format", G_STRUCT_OFFSET (PscExportChoices, picture_format),
    { "png", "svg", "pdf" } },
  { "export-data-format", G_STRUCT_OFFSET (PscExportChoices, data_format),
    { "png", "svg", "pdf", "csv", "json", "trace" } },
  { "export-size", G_STRUCT_OFFSET (PscExportChoices, size),
    { "page", "slide", "window", "own" } },
  { "export-style", G_STRUCT_OFFSET (PscExportChoices, palette),
    { "light", "dark", "high-contrast-light", "high-contrast-dark" } },
  { "export-text", G_STRUCT_OFFSET (PscExportChoices, text),
    { "small", "normal", "large", "very-large" } },
};

static const struct
{
  const char *key;
  gsize       offset;
} numbers[] = {
  { "export-width", G_STRUCT_OFFSET (PscExportChoices, width) },
  { "export-height", G_STRUCT_OFFSET (PscExportChoices, height) },
  { "export-scale", G_STRUCT_OFFSET (PscExportChoices, scale) },
}, switches[] = {
  { "export-caption", G_STRUCT_OFFSET (PscExportChoices, show_caption) },
  { "export-legend", G_STRUCT_OFFSET (PscExportChoices, show_legend) },
  { "export-chunks", G_STRUCT_OFFSET (PscExportChoices, show_chunks) },
};

/**
 * psc_export_view_read:
 * @self: (out caller-allocates): how the chart is shown
 * @timeline: a chart with a run
 *
 * Notes what can be seen of a chart now.
 */
void
psc_export_view_read (PscExportView *self,
                      PscTimeline   *timeline)
{
  PscScene *scene;
  PscTimeScale *scale;

  g_return_if_fail (PSC_IS_TIMELINE (timeline));
  g_return_if_fail (psc_timeline_get_run (timeline) != NULL);

  scene = psc_timeline_get_scene (timeline);
  scale = psc_scene_get_scale (scene);
  *self = (PscExportView) {
    .orientation = psc_scene_get_options (scene)->orientation,
    .width = gtk_widget_get_width (GTK_WIDGET (timeline)),
    .height = gtk_widget_get_height (GTK_WIDGET (timeline)),
    .show_steps = psc_scene_get_options (scene)->show_steps,
  };
  if (!psc_time_scale_is_fit (scale))
    {
      self->begin_ns = scale->visible_begin_ns;
      self->end_ns = scale->visible_end_ns;
    }
}

/**
 * psc_export_choices_load:
 * @self: (out caller-allocates): the choices
 * @settings: (nullable): where they are kept
 *
 * Recalls the choices of the last time, or takes the defaults.
 */
void
psc_export_choices_load (PscExportChoices *self,
                         GSettings        *settings)
{
  *self = (PscExportChoices) PSC_EXPORT_CHOICES_DEFAULT;
  if (settings == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *name = g_settings_get_string (settings, choices[i].key);

      for (guint j = 0; choices[i].names[j] != NULL; j++)
        if (g_str_equal (name, choices[i].names[j]))
          G_STRUCT_MEMBER (guint, self, choices[i].offset) = j;
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (guint, self, numbers[i].offset) =
      g_settings_get_uint (settings, numbers[i].key);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    G_STRUCT_MEMBER (gboolean, self, switches[i].offset) =
      g_settings_get_boolean (settings, switches[i].key);
}

/**
 * psc_export_choices_save:
 * @settings: (nullable): where to keep them
 *
 * Remembers the choices for the next time.
 */
void
psc_export_choices_save (const PscExportChoices *self,
                         GSettings              *settings)
{
  if (settings == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_settings_set_string (
      settings, choices[i].key,
      choices[i].names[G_STRUCT_MEMBER (guint, self, choices[i].offset)]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_settings_set_uint (settings, numbers[i].key,
                         G_STRUCT_MEMBER (guint, self, numbers[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_set_boolean (settings, switches[i].key,
                            G_STRUCT_MEMBER (gboolean, self,
                                             switches[i].offset));
}

/**
 * psc_export_choices_apply:
 * @view: how the chart is shown
 * @options: (out caller-allocates): what the picture is to be like
 *
 * Makes choices into a picture: of what @view shows, turned as there.
 */
void
psc_export_choices_apply (const PscExportChoices *self,
                          const PscExportView    *view,
                          PscFigureOptions       *options)
{
  static const double text_scales[PSC_N_EXPORT_TEXTS] = {
    [PSC_EXPORT_TEXT_SMALL] = .8,
    [PSC_EXPORT_TEXT_NORMAL] = 1.,
    [PSC_EXPORT_TEXT_LARGE] = 1.4,
    [PSC_EXPORT_TEXT_VERY_LARGE] = 2.,
  };
  const struct { int width, height; } sizes[PSC_N_EXPORT_SIZES] = {
    [PSC_EXPORT_SIZE_PAGE] = { PAGE_WIDTH, 0 },
    [PSC_EXPORT_SIZE_SLIDE] = { SLIDE_WIDTH, SLIDE_HEIGHT },
    [PSC_EXPORT_SIZE_WINDOW] = { MAX (view->width, PSC_EXPORT_MIN_SIDE),
                                 MAX (view->height, PSC_EXPORT_MIN_SIDE) },
    [PSC_EXPORT_SIZE_OWN] = { (int) self->width, (int) self->height },
  };

  *options = (PscFigureOptions) {
    .format = (PscFigureFormat) self->picture_format,
    .orientation = view->orientation,
    .palette = (PscPaletteKind) self->palette,
    .width = sizes[self->size].width,
    .height = sizes[self->size].height,
    .scale = self->scale,
    .text_scale = text_scales[self->text],
    .show_caption = self->show_caption,
    .show_legend = self->show_legend,
    .show_chunks = self->show_chunks,
    .show_steps = view->show_steps,
    .begin_ns = view->begin_ns,
    .end_ns = view->end_ns,
  };
}

/**
 * psc_export_choices_dup_folder:
 * @settings: (nullable): where it is kept
 *
 * Returns: (transfer full): the folder of the last export, if it is still
 *   there; else where pictures, or all things, are kept
 */
char *
psc_export_choices_dup_folder (GSettings *settings)
{
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;

  if (settings != NULL)
    uri = g_settings_get_string (settings, "export-folder");
  if (uri != NULL && *uri != '\0')
    path = g_filename_from_uri (uri, NULL, NULL);
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);

  if (pictures != NULL && g_file_test (pictures, G_FILE_TEST_IS_DIR))
    return g_strdup (pictures);

  return g_strdup (g_get_home_dir ());
}

/**
 * psc_export_choices_save_folder:
 * @settings: (nullable): where to keep it
 * @path: of a file that was exported
 *
 * Remembers the folder for the next time.
 */
void
psc_export_choices_save_folder (GSettings  *settings,
                                const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (settings != NULL && uri != NULL)
    g_settings_set_string (settings, "export-folder", uri);
}
