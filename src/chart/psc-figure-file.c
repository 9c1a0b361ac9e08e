/* psc-figure-file.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure-file"

#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "psc-figure-file-private.h"
#include "psc-paint.h"

#define FONT "Sans 10"

/* Bytes on their way to the stream.  Cairo knows only that writing failed;
 * the reason is kept here. */
typedef struct
{
  GOutputStream *stream;
  GCancellable  *cancellable;
  GError       **error;
  gboolean       failed;
} Sink;

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Sink *sink = closure;

  if (!sink->failed)
    sink->failed =
      g_cancellable_set_error_if_cancelled (sink->cancellable, sink->error) ||
      !g_output_stream_write_all (sink->stream, data, length, NULL,
                                  sink->cancellable, sink->error);

  return sink->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (Sink           *sink,
              cairo_status_t  status)
{
  if (sink->failed)
    return FALSE;
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (sink->error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("The chart could not be drawn: %s"),
               cairo_status_to_string (status));

  return FALSE;
}

/**
 * _psc_figure_context_new:
 *
 * The font of every picture.
 */
PangoContext *
_psc_figure_context_new (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same picture everywhere: no screen's resolution, hints or subpixels. */
  pango_cairo_context_set_resolution (context, 96.);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_font_description (context, font);
  cairo_font_options_destroy (options);
  pango_font_description_free (font);

  return context;
}

/**
 * _psc_figure_check_size:
 * @height: in logical pixels
 *
 * Whether a picture can have this size.
 */
gboolean
_psc_figure_check_size (const PscFigureOptions  *options,
                        int                      height,
                        GError                 **error)
{
  double scale = options->format == PSC_FIGURE_PNG ? options->scale : 1.;
  double width_px = options->width * scale;
  double height_px = height * scale;

  if (options->width > 0 && height > 0 &&
      width_px >= 1. && height_px >= 1. &&
      width_px <= PSC_FIGURE_MAX_SIDE && height_px <= PSC_FIGURE_MAX_SIDE)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("A chart of %.0f × %.0f pixels cannot be drawn; "
                 "choose a size between 1 and %d pixels a side"),
               width_px, height_px, PSC_FIGURE_MAX_SIDE);

  return FALSE;
}

static cairo_surface_t *
make_surface (const PscFigureOptions *options,
              int                     height,
              Sink                   *sink)
{
  cairo_surface_t *surface;

  switch (options->format)
    {
    case PSC_FIGURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, sink,
                                                     options->width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;

    case PSC_FIGURE_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, sink,
                                                  options->width, height);

    case PSC_FIGURE_PNG:
    default:
      surface =
        cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                    (int) ceil (options->width * options->scale),
                                    (int) ceil (height * options->scale));
      cairo_surface_set_device_scale (surface, options->scale, options->scale);
      return surface;
    }
}

static gboolean
paint_surface (cairo_surface_t        *surface,
               PscFigurePaint          paint,
               gpointer                data,
               const PscFigureOptions *options,
               Sink                   *sink)
{
  const PscPalette *palette = psc_palette_get (options->palette);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  psc_paint_background (cr, palette);
  paint (cr, palette, data);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS && options->format == PSC_FIGURE_PNG)
    {
      status = cairo_surface_write_to_png_stream (surface, write_cb, sink);
    }
  else
    {
      cairo_surface_finish (surface);
      status = status != CAIRO_STATUS_SUCCESS ? status
                                              : cairo_surface_status (surface);
    }

  return check_status (sink, status);
}

/**
 * psc_figure_format_from_name:
 * @name: the name of a file
 * @format: (out): what its ending asks for
 *
 * Returns: %FALSE when it does not end in .png, .svg or .pdf
 */
gboolean
psc_figure_format_from_name (const char      *name,
                             PscFigureFormat *format)
{
  static const char * const endings[] = {
    [PSC_FIGURE_PNG] = ".png",
    [PSC_FIGURE_SVG] = ".svg",
    [PSC_FIGURE_PDF] = ".pdf",
  };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  lower = g_ascii_strdown (name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (lower, endings[i]))
        {
          *format = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * _psc_figure_write:
 * @options: how
 * @height: in logical pixels
 * @paint: paints the picture
 *
 * Writes any picture; see psc_figure_write().
 */
gboolean
_psc_figure_write (const PscFigureOptions  *options,
                   int                      height,
                   PscFigurePaint           paint,
                   gpointer                 data,
                   GOutputStream           *stream,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  Sink sink = { stream, cancellable, error, FALSE };
  cairo_surface_t *surface;
  gboolean written;

  if (!_psc_figure_check_size (options, height, error))
    return FALSE;

  surface = make_surface (options, height, &sink);
  written = check_status (&sink, cairo_surface_status (surface)) &&
            paint_surface (surface, paint, data, options, &sink);
  cairo_surface_destroy (surface);

  return written;
}

static void
paint_scene (cairo_t          *cr,
             const PscPalette *palette,
             gpointer          data)
{
  psc_paint (cr, data, palette);
}

/**
 * psc_figure_write:
 * @run: the run to draw
 * @options: how
 * @stream: where to write; it is not closed
 * @error: of domain %G_IO_ERROR, when the size is impossible, the memory does
 *   not suffice, or @stream fails
 *
 * Draws the chart of a run and writes it.
 *
 * Returns: whether all went well; otherwise a part may have been written
 */
gboolean
psc_figure_write (PscRun                 *run,
                  const PscFigureOptions *options,
                  GOutputStream          *stream,
                  GCancellable           *cancellable,
                  GError                **error)
{
  g_autoptr (PscScene) scene = NULL;
  int height;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  scene = psc_figure_scene_new (run);

  return psc_figure_fit (scene, options, &height, error) &&
         _psc_figure_write (options, height, paint_scene, scene, stream,
                            cancellable, error);
}
