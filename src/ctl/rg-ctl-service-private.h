/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names that both sides of the bus use. */
#pragma once

#include "ctl/rg-ctl-service.h"

#define RG_CTL_INTERFACE "io.github.regulars.Regulars.Commands"
#define RG_CTL_OBJECT "/io/github/regulars/Regulars/Commands"
