/* psc-notice-box.h: what happened to a run, above its chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_NOTICE_BOX (psc_notice_box_get_type ())
G_DECLARE_FINAL_TYPE (PscNoticeBox, psc_notice_box, PSC, NOTICE_BOX, AdwBin)

GtkWidget  *psc_notice_box_new         (void);

void        psc_notice_box_set_notices (PscNoticeBox *self,
                                        GPtrArray    *notices);
const char *psc_notice_box_get_text    (PscNoticeBox *self);

G_END_DECLS
