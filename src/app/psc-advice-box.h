/* psc-advice-box.h: what to know before one trusts what is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-advice.h"

G_BEGIN_DECLS

#define PSC_TYPE_ADVICE_BOX (psc_advice_box_get_type ())
G_DECLARE_FINAL_TYPE (PscAdviceBox, psc_advice_box, PSC, ADVICE_BOX, AdwBin)

/* The foremost advice is in sight, the others a click away; without any, the
 * box is hidden. */

GtkWidget  *psc_advice_box_new        (void);

void        psc_advice_box_set_advice (PscAdviceBox *self,
                                       GPtrArray    *advice);
const char *psc_advice_box_get_text   (PscAdviceBox *self);

G_END_DECLS
