/* psc-number-row.h: a setting that is a number, or a word for none
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_NUMBER_ROW (psc_number_row_get_type ())
G_DECLARE_FINAL_TYPE (PscNumberRow, psc_number_row, PSC, NUMBER_ROW,
                      AdwActionRow)

/* Properties:
 *   "value"      the number
 *   "minimum", "maximum"
 *   "zero-word"  what is shown, and may be typed, instead of 0
 */

GtkWidget *psc_number_row_new       (void);

double     psc_number_row_get_value (PscNumberRow *self);
void       psc_number_row_set_value (PscNumberRow *self,
                                     double        value);
void       psc_number_row_commit    (PscNumberRow *self);

G_END_DECLS
