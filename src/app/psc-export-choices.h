/* psc-export-choices.h: what the user wants of exports
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-export.h"
#include "psc-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_EXPORT_SIZE_PAGE,   /* the height that the run needs */
  PSC_EXPORT_SIZE_SLIDE,
  PSC_EXPORT_SIZE_WINDOW,
  PSC_EXPORT_SIZE_OWN,
} PscExportSize;
#define PSC_N_EXPORT_SIZES 4

typedef enum
{
  PSC_EXPORT_TEXT_SMALL,
  PSC_EXPORT_TEXT_NORMAL,
  PSC_EXPORT_TEXT_LARGE,
  PSC_EXPORT_TEXT_VERY_LARGE,
} PscExportText;
#define PSC_N_EXPORT_TEXTS 4

#define PSC_EXPORT_MIN_SIDE 100
#define PSC_EXPORT_MAX_SIDE 8192

/* What is remembered from one export to the next. */
typedef struct
{
  guint    picture_format; /* PscExportFormat */
  guint    data_format;    /* PscExportFormat */
  guint    size;           /* PscExportSize */
  guint    width;          /* of a size of one's own */
  guint    height;
  guint    scale;
  guint    palette;        /* PscPaletteKind */
  guint    text;           /* PscExportText */
  gboolean show_caption;
  gboolean show_legend;
  gboolean show_chunks;
} PscExportChoices;

#define PSC_EXPORT_CHOICES_DEFAULT \
  { PSC_EXPORT_PNG, PSC_EXPORT_CSV, PSC_EXPORT_SIZE_PAGE, 960, 540, 2, \
    PSC_PALETTE_LIGHT, PSC_EXPORT_TEXT_NORMAL, TRUE, TRUE, TRUE }

/* How the chart is shown now: a picture of it begins with that. */
typedef struct
{
  PscOrientation orientation;
  int            width;
  int            height;
  gint64         begin_ns;
  gint64         end_ns; /* 0 when all of the run is shown */
  gboolean       show_steps;
} PscExportView;

void psc_export_view_read       (PscExportView          *self,
                                 PscTimeline            *timeline);

void psc_export_choices_load    (PscExportChoices       *self,
                                 GSettings              *settings);
void psc_export_choices_save    (const PscExportChoices *self,
                                 GSettings              *settings);
void psc_export_choices_apply   (const PscExportChoices *self,
                                 const PscExportView    *view,
                                 PscFigureOptions       *options);
char *psc_export_choices_dup_folder (GSettings          *settings)
                                     G_GNUC_WARN_UNUSED_RESULT;
void psc_export_choices_save_folder (GSettings          *settings,
                                     const char         *path);

G_END_DECLS
