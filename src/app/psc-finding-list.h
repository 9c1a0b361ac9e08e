/* psc-finding-list.h: what was found, in sentences
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-findings.h"

G_BEGIN_DECLS

#define PSC_TYPE_FINDING_LIST (psc_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (PscFindingList, psc_finding_list, PSC, FINDING_LIST,
                      AdwBin)

/* A row for each finding; not to be seen without one. */
GtkWidget *psc_finding_list_new          (void) G_GNUC_WARN_UNUSED_RESULT;

void       psc_finding_list_set_findings (PscFindingList *self,
                                          GPtrArray      *findings);

G_END_DECLS
