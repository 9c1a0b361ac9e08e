/* psc-recipe.h: a run, written down so that it can be made elsewhere
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-listing.h"
#include "psc-settings.h"

G_BEGIN_DECLS

char *psc_recipe_dup_command_line (const PscSettings *settings,
                                   const char        *directory,
                                   PscListingFlags    flags)
                                   G_GNUC_WARN_UNUSED_RESULT;
char *psc_recipe_dup_python       (const PscSettings *settings,
                                   const char        *directory,
                                   PscListingFlags    flags)
                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
