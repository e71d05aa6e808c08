# Words of the window
