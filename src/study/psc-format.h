/* psc-format.h: figures and foreign text for people
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands where a figure is not known. */
#define PSC_FORMAT_NONE "–"

char *psc_format_count    (guint64     count)   G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_duration (gint64      time_ns) G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_rough    (gint64      time_ns) G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_ratio    (double      ratio)   G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_value    (double      value)   G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_percent  (double      share)   G_GNUC_WARN_UNUSED_RESULT;

char *psc_format_name     (const char *name)    G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_output   (const char *data,
                           gsize       length)  G_GNUC_WARN_UNUSED_RESULT;
char *psc_format_bytes    (const char *data,
                           gsize       length)  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
