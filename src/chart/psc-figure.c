/* psc-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure"

#include "config.h"

#include "psc-figure-file-private.h"
#include "psc-paint.h"

/**
 * psc_figure_scene_new:
 * @run: the run to draw
 *
 * Makes a scene with the fonts of a picture, for psc_figure_fit().
 *
 * Returns: (transfer full): a scene of no size
 */
PscScene *
psc_figure_scene_new (PscRun *run)
{
  g_autoptr (PscBars) bars = NULL;
  PangoContext *context;
  PscScene *scene;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  context = _psc_figure_context_new ();
  bars = psc_bars_new (run);
  scene = psc_scene_new (bars, context);
  g_object_unref (context);

  return scene;
}

/**
 * psc_figure_fit:
 * @options: what the picture is to be like
 * @height: (out) (optional): its height in logical pixels
 * @error: of domain %G_IO_ERROR, when the size is impossible
 *
 * Gives a scene the size and the contents of a picture.
 */
gboolean
psc_figure_fit (PscScene                *scene,
                const PscFigureOptions  *options,
                int                     *height,
                GError                 **error)
{
  const PscSceneOptions scene_options = {
    .orientation = options->orientation,
    .show_caption = options->show_caption,
    .show_legend = options->show_legend,
    .show_chunks = options->show_chunks,
    .show_steps = options->show_steps,
    .text_scale = options->text_scale,
  };
  PscTimeScale *time;
  int fit_height = options->height;

  g_return_val_if_fail (scene != NULL, FALSE);

  psc_scene_set_options (scene, &scene_options);
  time = psc_scene_get_scale (scene);
  if (options->end_ns > 0)
    psc_time_scale_set_visible (time, options->begin_ns, options->end_ns);
  else
    psc_time_scale_fit (time);

  if (fit_height == 0)
    psc_scene_measure (scene, options->width, NULL, NULL, &fit_height);
  if (!_psc_figure_check_size (options, fit_height, error))
    return FALSE;

  psc_scene_set_size (scene, options->width, fit_height);
  if (height != NULL)
    *height = fit_height;

  return TRUE;
}

/**
 * psc_figure_paint:
 * @scene: one that psc_figure_fit() has fitted to @options
 *
 * Draws a picture with its background, a unit of @cr for a logical pixel.
 */
void
psc_figure_paint (cairo_t                *cr,
                  PscScene               *scene,
                  const PscFigureOptions *options)
{
  const PscPalette *palette = psc_palette_get (options->palette);

  psc_paint_background (cr, palette);
  psc_paint (cr, scene, palette);
}
