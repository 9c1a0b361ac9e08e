/* psc-test-findings.h: what is found, and what is not
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-findings.h"

G_BEGIN_DECLS

gboolean psc_test_found           (GPtrArray      *findings,
                                   PscFindingKind  kind);
char    *psc_test_found_dup_lines (GPtrArray      *findings,
                                   PscFindingKind  kind)
                                   G_GNUC_WARN_UNUSED_RESULT;
void     psc_test_found_first     (GPtrArray      *findings,
                                   const char     *text);
void     psc_test_found_says      (GPtrArray      *findings,
                                   PscFindingKind  kind,
                                   const char     *text);
void     psc_test_found_silent    (GPtrArray      *findings,
                                   PscFindingKind  kind,
                                   const char     *text);

G_END_DECLS
