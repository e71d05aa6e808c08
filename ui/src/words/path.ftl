# What not every case needs: codes, possession, exceptions, machine identities, letters.

